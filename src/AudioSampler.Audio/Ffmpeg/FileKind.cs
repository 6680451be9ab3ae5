using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AudioSampler.Audio.Ffmpeg;

/// <summary>Tells regular files from pipes, sockets and devices, without opening them: opening a pipe would wait for its writer.</summary>
internal static partial class FileKind
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint WantType = 1; // STATX_TYPE
    private const int ModeOffset = 28; // of stx_mode in struct statx, which is the same on every architecture
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>True when something stands at the path, links followed, that is neither a regular file nor a folder. False where the system doesn't say.</summary>
    public static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        Span<byte> answer = stackalloc byte[256];
        try
        {
            return StatX(CurrentFolder, path, 0, WantType, answer) == 0
                && (BinaryPrimitives.ReadUInt16LittleEndian(answer[ModeOffset..]) & TypeMask) != RegularFile;
        }
        catch (EntryPointNotFoundException)
        {
            return false; // a C library from before 2018
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int StatX(int folder, string path, int flags, uint mask, Span<byte> answer);
}
