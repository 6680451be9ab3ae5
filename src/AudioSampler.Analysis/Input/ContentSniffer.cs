using System.Buffers;
using System.Text;

namespace AudioSampler.Analysis.Input;

/// <summary>Tells from its first bytes whether a file of an unknown name may hold sound at all, so that a folder's texts and pictures aren't tried.</summary>
internal static class ContentSniffer
{
    private const int HeadLength = 512;

    private static readonly byte[][] s_otherFormats =
    [
        [0x89, (byte)'P', (byte)'N', (byte)'G'],
        [0xFF, 0xD8, 0xFF],
        .. new[]
        {
            "GIF8",
            "BM",
            "%PDF",
            "PK\u0003\u0004",
            "Rar!",
            "7z",
            "SQLite format 3",
            "\u007fELF",
            "MThd",
            "II*\0",
            "MM\0*",
            "wOFF",
            "MZ",
        }.Select(Encoding.Latin1.GetBytes),
        [0x1F, 0x8B],
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'],
    ];

    private static readonly SearchValues<byte> s_controlBytes = SearchValues.Create([
        .. Enumerable.Range(0, 32).Except([9, 10, 12, 13, 27]).Select(b => (byte)b),
    ]);

    /// <summary>False for texts, pictures, archives and the like. A file that can't be opened may be sound: trying it tells why.</summary>
    public static bool MayBeSound(string path)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        try
        {
            // Looked at before it is opened: pipes, sockets and devices have no length, and opening a pipe would wait for its writer.
            var entry = new FileInfo(path);
            if (((entry.ResolveLinkTarget(returnFinalTarget: true) as FileInfo) ?? entry).Length == 0)
            {
                return false;
            }

            using FileStream file = File.OpenRead(path);
            head = head[..file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }

        bool other = false;
        foreach (byte[] magic in s_otherFormats)
        {
            other |= head.StartsWith(magic);
        }

        return !other && !head.IsEmpty && head.ContainsAny(s_controlBytes);
    }
}
