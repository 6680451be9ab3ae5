using System.Runtime.InteropServices;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>What workers need of the system's C library, on systems other than Windows.</summary>
internal static partial class Libc
{
    public const int StandardInput = 0;
    public const int StandardOutput = 1;
    public const int StandardError = 2;
    public const int KillSignal = 9;

    /// <summary><c>F_SETFD</c>.</summary>
    public const int SetDescriptorFlags = 2;

    /// <summary><c>FD_CLOEXEC</c>.</summary>
    public const int CloseOnExec = 1;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "dup", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int Dup(int descriptor);

    [LibraryImport(Library, EntryPoint = "dup2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int Dup2(int descriptor, int to);

    [LibraryImport(Library, EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int Fcntl(int descriptor, int command, int argument);

    [LibraryImport(Library, EntryPoint = "setpgid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int SetProcessGroup(int process, int group);

    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int Kill(int process, int signal);

    /// <summary>Ends the process at once: no finalizer, no handler of anybody's runs.</summary>
    [LibraryImport(Library, EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial void ExitAtOnce(int exitCode);

    /// <summary>Turns the result of a call that reports failure by a negative number into an exception.</summary>
    /// <exception cref="WorkerException">The call failed.</exception>
    public static void ThrowIfFailed(int result, string call)
    {
        if (result < 0)
        {
            throw new WorkerException($"{call} failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }
}
