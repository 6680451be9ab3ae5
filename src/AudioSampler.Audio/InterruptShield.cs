using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AudioSampler.Audio;

/// <summary>
/// Starts programs that the terminal's Ctrl-C doesn't reach. It goes to every process of the group, and the file at work is to be finished. A program that
/// steps out of the group once it runs can be hit before it has done so; one that inherits a blocked SIGINT can't.
/// </summary>
public static partial class InterruptShield
{
    private const string Library = "libc";
    private const int Interrupt = 2;

    // No system's sigset_t is larger: 128 bytes on Linux, 4 on macOS.
    private const int SignalSetBytes = 128;

    // SIG_BLOCK and SIG_SETMASK have other numbers on macOS.
    private static readonly int s_block = OperatingSystem.IsLinux() ? 0 : 1;
    private static readonly int s_setMask = OperatingSystem.IsLinux() ? 2 : 3;

    /// <summary>Starts a program with SIGINT blocked, which lasts unless it sets a signal mask of its own, as Node does. On Windows it is started as ever.</summary>
    /// <exception cref="Win32Exception">It can't be started.</exception>
    public static Process? Start(ProcessStartInfo start)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (OperatingSystem.IsWindows())
        {
            return Process.Start(start);
        }

        // A child inherits the mask of the thread that forks it.
        Span<byte> interrupt = stackalloc byte[SignalSetBytes];
        Span<byte> before = stackalloc byte[SignalSetBytes];
        interrupt.Clear(); // the empty set on Linux and macOS
        before.Clear();
        if (AddToSet(interrupt, Interrupt) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        Mask(s_block, interrupt, before);
        try
        {
            return Process.Start(start);
        }
        finally
        {
            Mask(s_setMask, before, interrupt);
        }
    }

    private static void Mask(int how, Span<byte> set, Span<byte> before)
    {
        // It returns the error, and leaves errno alone.
        int error = SetMask(how, set, before);
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }

    [LibraryImport(Library, EntryPoint = "sigaddset", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int AddToSet(Span<byte> set, int signal);

    [LibraryImport(Library, EntryPoint = "pthread_sigmask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetMask(int how, Span<byte> set, Span<byte> before);
}
