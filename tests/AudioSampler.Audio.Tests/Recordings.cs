using System.Diagnostics;
using AudioSampler.Audio.Ffmpeg;

namespace AudioSampler.Audio.Tests;

/// <summary>Makes recordings at test time, with FFmpeg or byte by byte.</summary>
internal static class Recordings
{
    public static FfmpegPrograms Programs { get; } = FfmpegLocator.Locate();

    /// <summary>Runs ffmpeg; the test fails with its messages when it does.</summary>
    public static async Task FfmpegAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Programs.FfmpegPath)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (string argument in (string[])["-nostdin", "-v", "error", "-y", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string messages = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, messages);
    }

    /// <summary>A sine of 440 Hz at half scale, encoded as the arguments say.</summary>
    public static Task SineAsync(string path, double seconds, params string[] arguments) =>
        FfmpegAsync(["-f", "lavfi", "-i", FormattableString.Invariant($"sine=440:d={seconds}:r=44100,volume=4"), .. arguments, path]);

    /// <summary>Writes a WAV file by hand; the header may lie.</summary>
    public static void Wave(
        string path,
        ReadOnlySpan<float> interleaved,
        int sampleRate = 44_100,
        int channels = 1,
        uint? statedDataBytes = null,
        uint? statedRiffBytes = null,
        params (string Id, byte[] Content)[] chunks
    )
    {
        using var writer = new BinaryWriter(File.Create(path));
        uint dataBytes = (uint)interleaved.Length * 4;
        writer.Write("RIFF"u8);
        writer.Write(statedRiffBytes ?? 36 + dataBytes + (uint)chunks.Sum(chunk => 8 + chunk.Content.Length + (chunk.Content.Length & 1)));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((ushort)3);
        writer.Write((ushort)channels);
        writer.Write(sampleRate);
        writer.Write(sampleRate * channels * 4);
        writer.Write((ushort)(channels * 4));
        writer.Write((ushort)32);
        writer.Write("data"u8);
        writer.Write(statedDataBytes ?? dataBytes);
        foreach (float sample in interleaved)
        {
            writer.Write(sample);
        }

        foreach ((string id, byte[] content) in chunks)
        {
            writer.Write(System.Text.Encoding.ASCII.GetBytes(id));
            writer.Write(content.Length);
            writer.Write(content);
            writer.Write(new byte[content.Length & 1]);
        }
    }
}
