using AudioSampler.Audio.Ffmpeg;

namespace AudioSampler.Audio.Tests.Ffmpeg;

public sealed class FfmpegLocatorTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public void The_setting_may_be_the_program_or_its_folder()
    {
        Touch("ffmpeg");
        Touch("ffprobe");

        var expected = new FfmpegPrograms(folder.File("ffmpeg"), folder.File("ffprobe"));
        Assert.Equal(expected, FfmpegLocator.Locate(folder.File("ffmpeg"), null));
        Assert.Equal(expected, FfmpegLocator.Locate(folder.Path, "/usr/bin"));
    }

    [Fact]
    public void Without_the_setting_the_first_in_the_path_is_taken()
    {
        Touch("ffmpeg");
        Touch("ffprobe");

        Assert.Equal(folder.File("ffmpeg"), FfmpegLocator.Locate(null, $"/nowhere{Path.PathSeparator}{folder.Path}").FfmpegPath);
    }

    [Fact]
    public void What_is_missing_is_named_with_the_remedy()
    {
        var nowhere = Assert.Throws<FfmpegMissingException>(() => FfmpegLocator.Locate(null, "/nowhere"));
        var wrong = Assert.Throws<FfmpegMissingException>(() => FfmpegLocator.Locate(folder.File("ffmpeg"), null));
        Touch("ffmpeg");
        var noProbe = Assert.Throws<FfmpegMissingException>(() => FfmpegLocator.Locate(folder.Path, null));

        Assert.Contains("not found in PATH", nowhere.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Path, wrong.Message, StringComparison.Ordinal);
        Assert.Contains("ffprobe is not beside it", noProbe.Message, StringComparison.Ordinal);
        Assert.All([nowhere, wrong, noProbe], error => Assert.Contains("apt-get install ffmpeg", error.Message, StringComparison.Ordinal));
        Assert.All([nowhere, wrong, noProbe], error => Assert.Equal(AudioFault.FfmpegMissing, error.Fault));
    }

    [Fact]
    public async Task The_version_is_that_of_the_program()
    {
        string version = await FfmpegVersion.QueryAsync(Recordings.Programs, TestContext.Current.CancellationToken);

        Assert.Matches(@"^(n|N-)?\d+", version);
    }

    [Fact]
    public async Task A_program_that_is_not_ffmpeg_is_refused()
    {
        var programs = new FfmpegPrograms("/bin/true", "/bin/true");
        var broken = new FfmpegPrograms(folder.Path, folder.Path);

        await Assert.ThrowsAsync<FfmpegMissingException>(() => FfmpegVersion.QueryAsync(programs, default));
        await Assert.ThrowsAsync<FfmpegMissingException>(() => FfmpegVersion.QueryAsync(broken, default));
    }

    public void Dispose() => folder.Dispose();

    private void Touch(string name) => File.WriteAllText(folder.File(name), "");
}
