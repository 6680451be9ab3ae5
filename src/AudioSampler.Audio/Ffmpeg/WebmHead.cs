using Microsoft.Win32.SafeHandles;

namespace AudioSampler.Audio.Ffmpeg;

/// <summary>Tells WebM from other Matroska files: FFmpeg reads both alike and does not say.</summary>
internal static class WebmHead
{
    private const int HeadBytes = 64; // the EBML header, with its DocType element (42 82), stands at the start and is about 40 bytes long

    /// <summary>True when the head of the file names the document type <c>webm</c>.</summary>
    public static bool IsAt(SafeFileHandle file)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        int read = RandomAccess.Read(file, head, 0);
        return head[..read].IndexOf("webm"u8) >= 0;
    }
}
