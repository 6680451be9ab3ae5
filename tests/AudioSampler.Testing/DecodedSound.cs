using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AudioSampler.Testing;

/// <summary>Sound files as samples, decoded by FFmpeg.</summary>
public static class DecodedSound
{
    /// <summary>The file, mono at its own rate.</summary>
    public static float[] Mono(string path)
    {
        var start = new ProcessStartInfo("ffmpeg") { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (string argument in (string[])["-v", "error", "-nostdin", "-i", path, "-ac", "1", "-f", "f32le", "-"])
        {
            start.ArgumentList.Add(argument);
        }

        using Process ffmpeg = Process.Start(start)!;
        using var bytes = new MemoryStream();
        ffmpeg.StandardOutput.BaseStream.CopyTo(bytes);
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
        return MemoryMarshal.Cast<byte, float>(bytes.ToArray()).ToArray();
    }
}
