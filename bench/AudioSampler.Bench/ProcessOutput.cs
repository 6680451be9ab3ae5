using System.Diagnostics;

namespace AudioSampler.Bench;

/// <summary>What a short program wrote.</summary>
internal sealed record ProcessOutput(string Text)
{
    /// <summary>Runs it to its end.</summary>
    public static ProcessOutput Of(string program, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? new ProcessOutput(text) : throw new InvalidOperationException($"{program} failed");
    }
}
