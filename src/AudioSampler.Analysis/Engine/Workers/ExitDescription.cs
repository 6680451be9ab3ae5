namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>Puts an exit code into words.</summary>
internal static class ExitDescription
{
    private const int SignalBase = 128;

    private static readonly Dictionary<int, string> s_signals = new()
    {
        [4] = "an illegal instruction (SIGILL)",
        [6] = "an abort (SIGABRT)",
        [7] = "a bus error (SIGBUS)",
        [8] = "an arithmetic fault (SIGFPE)",
        [Libc.KillSignal] = "a kill (SIGKILL)",
        [11] = "a fault of memory access (SIGSEGV)",
        [15] = "a request to end (SIGTERM)",
    };

    /// <summary>Whether the code stands for SIGKILL, which is also how a system without memory ends processes.</summary>
    public static bool IsKill(int exitCode) => exitCode == SignalBase + Libc.KillSignal;

    /// <summary>What the code says.</summary>
    public static string Of(int exitCode) =>
        exitCode > SignalBase && s_signals.TryGetValue(exitCode - SignalBase, out string? signal) ? $"ended by {signal}"
        : exitCode > SignalBase && exitCode <= SignalBase + 64 ? $"ended by signal {exitCode - SignalBase}"
        : $"ended itself with exit code {exitCode}";
}
