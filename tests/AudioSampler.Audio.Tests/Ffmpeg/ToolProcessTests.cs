using System.Globalization;
using AudioSampler.Audio.Ffmpeg;

namespace AudioSampler.Audio.Tests.Ffmpeg;

public sealed class ToolProcessTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task Program_stands_back_as_far_as_it_is_told(int niceness)
    {
        await using var tool = ToolProcess.Start("/usr/bin/nice", [], niceness); // without arguments it says its own

        string said = (await tool.ReadTextAsync(100, TestContext.Current.CancellationToken)).Trim();

        Assert.Equal(Math.Min(await OwnAsync() + niceness, 19), int.Parse(said, CultureInfo.InvariantCulture));
        Assert.Equal(0, await tool.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Recording_is_decoded_by_programs_that_stand_back()
    {
        string path = folder.File("sound.mp3");
        await Recordings.FfmpegAsync("-f", "lavfi", "-i", "sine=d=0.5", path);
        FfmpegPrograms programs = Programs() with { Niceness = 5 };

        Assert.Equal("mp3", (await new MediaProbe(programs).ProbeAsync(path, TestContext.Current.CancellationToken)).Format);
        Assert.Equal(
            Math.Min(await OwnAsync() + 5, 19),
            int.Parse(File.ReadAllText(folder.File("niceness")), CultureInfo.InvariantCulture)
        );
    }

    [Theory]
    [InlineData(false, "Permission denied")]
    [InlineData(true, "No such file")]
    public async Task Program_that_cannot_be_started_behind_nice_is_named_with_the_remedy(bool gone, string why)
    {
        string program = folder.File("ffprobe");
        if (!gone)
        {
            File.WriteAllText(program, "not executable");
        }

        await using var tool = ToolProcess.Start(program, ["-version"], 10);

        var error = await Assert.ThrowsAsync<FfmpegMissingException>(() => tool.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Contains(program, error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Contains(FfmpegLocator.Setting, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static async Task<int> OwnAsync()
    {
        await using var tool = ToolProcess.Start("/usr/bin/nice", []);
        return int.Parse(await tool.ReadTextAsync(100, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>FFmpeg with a probe that notes its niceness first.</summary>
    private FfmpegPrograms Programs()
    {
        FfmpegPrograms real = FfmpegLocator.Locate();
        string probe = folder.File("ffprobe");
        File.WriteAllText(probe, $"#!/bin/sh\nnice > '{folder.File("niceness")}'\nexec '{real.FfprobePath}' \"$@\"\n");
        File.SetUnixFileMode(probe, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return real with { FfprobePath = probe };
    }
}
