using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AudioSampler.Training.Kinds;

/// <summary>Runs other programs, and takes samples from them.</summary>
internal static class Tool
{
    /// <summary>Decodes files to mono 22 050 Hz, many in one run of FFmpeg: starting it costs more than a short recording.</summary>
    public static List<float[]> Decode(IReadOnlyList<string> paths, string scratch)
    {
        List<float[]> decoded = [];
        foreach (string[] batch in paths.Chunk(50))
        {
            List<string> arguments = ["-v", "error", "-nostdin", "-y"];
            arguments.AddRange(batch.SelectMany(path => (string[])["-i", path]));
            for (int i = 0; i < batch.Length; i++)
            {
                arguments.AddRange([
                    "-map",
                    $"{i}:a:0",
                    "-ac",
                    "1",
                    "-ar",
                    "22050",
                    "-f",
                    "f32le",
                    Path.Combine(scratch, $"decoded{i}.f32"),
                ]);
            }

            Floats("ffmpeg", arguments);
            for (int i = 0; i < batch.Length; i++)
            {
                decoded.Add(MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(scratch, $"decoded{i}.f32"))).ToArray());
            }
        }

        return decoded;
    }

    /// <summary>Runs a program that writes 32-bit floats; stops it when <paramref name="maximumSamples"/> have come.</summary>
    public static float[] Floats(string program, IEnumerable<string> arguments, int maximumSamples = int.MaxValue / 8)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} didn't start");
        using var memory = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        int count;
        while (memory.Length < maximumSamples * 4L && (count = process.StandardOutput.BaseStream.Read(buffer)) > 0)
        {
            memory.Write(buffer, 0, count);
        }

        bool cut = memory.Length >= maximumSamples * 4L;
        if (cut)
        {
            process.Kill();
        }

        process.WaitForExit();
        if (process.ExitCode != 0 && !cut)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
        }

        int samples = (int)Math.Min(memory.Length / 4, maximumSamples);
        return MemoryMarshal.Cast<byte, float>(memory.GetBuffer().AsSpan(0, samples * 4)).ToArray();
    }
}
