using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AudioSampler.Bench;

/// <summary>One run of a program, to its end.</summary>
/// <param name="Command">What was run.</param>
/// <param name="ExitCode">How it ended.</param>
/// <param name="CpuSeconds">CPU time of the program and of all that it started and waited for, user and system.</param>
/// <param name="WallSeconds">Time from its start to its end.</param>
internal sealed partial record ProgramRun(string Command, int ExitCode, double CpuSeconds, double WallSeconds)
{
    private const int Children = -1;

    /// <summary>Runs a program; what it writes on its standard output is read and dropped. Only one may run at a time.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Settings added to those of this process.</param>
    /// <param name="watch">Called with its id when it has started; may be null.</param>
    public static ProgramRun Measure(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        Action<Process>? watch = null
    )
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        double cpuBefore = ChildrenCpuSeconds();
        long clock = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        var drain = new Thread(() => process.StandardOutput.BaseStream.CopyTo(Stream.Null, 1 << 20));
        drain.Start();
        watch?.Invoke(process);
        process.WaitForExit();
        double wall = Stopwatch.GetElapsedTime(clock).TotalSeconds;
        drain.Join();
        return new ProgramRun(
            $"{program} {string.Join(' ', start.ArgumentList)}",
            process.ExitCode,
            ChildrenCpuSeconds() - cpuBefore,
            wall
        );
    }

    /// <summary>This run, if the program said that all went well.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public ProgramRun RequireSuccess() => ExitCode == 0 ? this : throw new InvalidOperationException($"exit code {ExitCode}: {Command}");

    private static double ChildrenCpuSeconds()
    {
        Usage usage = default;
        return GetUsage(Children, ref usage) == 0
            ? usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / 1e6)
            : throw new InvalidOperationException("the CPU time of child processes can't be read");
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetUsage(int who, ref Usage usage);

    /// <summary>The beginning of <c>struct rusage</c> on 64-bit Linux; its 14 further counters are not read.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
    }
}
