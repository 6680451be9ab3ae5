using System.Globalization;
using System.Runtime.InteropServices;
using AudioSampler.Audio.Ffmpeg;

namespace AudioSampler.Audio.Playback;

/// <summary>Decodes a stretch of a file to one channel, for pictures of its sound.</summary>
public static class MonoStretch
{
    private const int BlockBytes = 1 << 16;

    /// <summary>Takes the next samples; they are its own only until it returns.</summary>
    /// <param name="samples">Full scale 1.</param>
    public delegate void Sink(ReadOnlySpan<float> samples);

    /// <summary>Decodes the stretch and hands it on, block by block.</summary>
    /// <param name="programs">The FFmpeg installation.</param>
    /// <param name="path">The file.</param>
    /// <param name="stretch">From where to where, in seconds from the start of the file.</param>
    /// <param name="sampleRate">Samples per second wanted.</param>
    /// <param name="sink">Takes the samples: all channels in equal parts.</param>
    /// <param name="cancellationToken">Ends FFmpeg.</param>
    /// <exception cref="AudioSamplerException">The file can't be read or decoded.</exception>
    public static async Task ReadAsync(
        FfmpegPrograms programs,
        string path,
        (double StartS, double EndS) stretch,
        int sampleRate,
        Sink sink,
        CancellationToken cancellationToken
    )
    {
        using var file = InputFile.Open(path);
        string[] arguments =
        [
            "-nostdin",
            "-hide_banner",
            "-v",
            "error",
            "-ss",
            Seconds(stretch.StartS),
            .. InputArguments.For(file),
            "-map",
            "0:a:0",
            "-t",
            Seconds(stretch.EndS - stretch.StartS),
            "-ac",
            "1",
            "-ar",
            sampleRate.ToString(CultureInfo.InvariantCulture),
            "-f",
            "f32le",
            "pipe:1",
        ];
        await using var tool = ToolProcess.Start(programs.FfmpegPath, arguments);
        byte[] block = new byte[BlockBytes];
        int filled = 0;
        for (int read; (read = await tool.Output.ReadAsync(block.AsMemory(filled), cancellationToken)) > 0; )
        {
            filled += read;
            int whole = filled - (filled % sizeof(float));
            sink(MemoryMarshal.Cast<byte, float>(block.AsSpan(0, whole)));
            block.AsSpan(whole, filled - whole).CopyTo(block);
            filled -= whole;
        }

        if (await tool.WaitAsync(cancellationToken) != 0)
        {
            throw new AudioContentException(
                AudioFault.DecodeFailed,
                $"{ShownPath.Of(path)} can't be decoded: {(tool.Messages.Lines is [.., var last] ? last : "FFmpeg gave no reason")}"
            );
        }
    }

    private static string Seconds(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
