using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AudioSampler.Samples;

/// <summary>Writes a track as 16-bit FLAC, or Vorbis when named so, by FFmpeg (<c>AIS_FFMPEG</c>, else the one on the path).</summary>
internal static class AudioFile
{
    public static async Task WriteAsync(Track track, string path)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("AIS_FFMPEG") ?? "ffmpeg")
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        string[] options =
        [
            .. new[] { "-v", "error", "-f", "s16le", "-ar", $"{Track.SampleRate}", "-ac", $"{track.Channels}", "-i", "pipe:0" },
            .. path.EndsWith(".ogg", StringComparison.Ordinal) ? new[] { "-c:a", "libvorbis", "-q:a", "4" } : ["-compression_level", "12"],
            .. new[] { "-flags", "+bitexact", "-fflags", "+bitexact", "-map_metadata", "-1", "-y", path },
        ];
        foreach (string option in options)
        {
            start.ArgumentList.Add(option);
        }

        using Process encoder = Process.Start(start) ?? throw new InvalidOperationException("FFmpeg did not start");
        short[] samples = track.Interleave();
        await encoder.StandardInput.BaseStream.WriteAsync(MemoryMarshal.AsBytes(samples.AsSpan()).ToArray());
        encoder.StandardInput.Close();
        await encoder.WaitForExitAsync();
        if (encoder.ExitCode != 0)
        {
            throw new InvalidOperationException($"FFmpeg could not write {path}");
        }
    }
}
