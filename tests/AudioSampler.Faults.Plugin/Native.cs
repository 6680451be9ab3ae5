using System.Runtime.InteropServices;

namespace AudioSampler.Faults.Plugin;

/// <summary>The C library.</summary>
internal static partial class Native
{
    public const int KillSignal = 9;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "memset")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial nint Memset(nint destination, int value, nuint count);

    [LibraryImport(Library, EntryPoint = "abort")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial void Abort();

    [LibraryImport(Library, EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int Kill(int process, int signal);

    [LibraryImport(Library, EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    public static partial int Close(int descriptor);
}
