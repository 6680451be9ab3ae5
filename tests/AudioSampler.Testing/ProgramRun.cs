using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AudioSampler.Testing;

/// <summary>Runs a program to its end.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    /// <summary>Starts a program; its standard input is closed at once.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a program to its end and gathers what it wrote.</summary>
    public static async Task<ProgramRun> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        using Process process = Start(program, arguments, environment);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ProgramRun(process.ExitCode, await output, await error);
    }

    /// <summary>Runs FFmpeg, which has to succeed.</summary>
    public static async Task FfmpegAsync(params string[] arguments)
    {
        ProgramRun run = await RunAsync(
            Environment.GetEnvironmentVariable("AIS_FFMPEG") ?? "ffmpeg",
            ["-v", "error", "-nostdin", "-y", .. arguments]
        );
        Assert.True(run.ExitCode == 0, run.Error);
    }

    /// <summary>The samples of a sound file, mono at its own rate, by FFmpeg.</summary>
    public static async Task<float[]> DecodeAsync(string path)
    {
        using var folder = new TempFolder();
        string raw = folder.File("samples.f32");
        await FfmpegAsync("-i", path, "-ac", "1", "-f", "f32le", raw);
        return MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(raw)).ToArray();
    }
}
