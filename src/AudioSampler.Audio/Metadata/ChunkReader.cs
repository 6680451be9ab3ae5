using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AudioSampler.Audio.Metadata;

/// <summary>Walks the chunks of a WAV (RIFF, RF64, BW64) or AIFF file. Any bytes may be given to it: what makes no sense is left out.</summary>
/// <remarks>
/// Layout of both families (RIFF little-endian, IFF big-endian):
/// <code>
/// offset  bytes  field
/// 0       4      "RIFF", "RF64", "BW64" or "FORM"
/// 4       4      size of all that follows (RF64, BW64: 0xFFFFFFFF, the size is in ds64)
/// 8       4      "WAVE", "AIFF" or "AIFC"
/// 12      …      chunks: id (4), size n (4), content (n), one byte of padding when n is odd
/// </code>
/// </remarks>
internal static class ChunkReader
{
    private const int MostChunks = 10_000;
    private const int LongestContent = 4 << 20;
    private const int HeadBytes = 12;
    private const int ChunkHeadBytes = 8;

    /// <summary>Reads what is known of a file's chunks.</summary>
    /// <param name="file">Any open file.</param>
    /// <param name="fileBytes">Its size.</param>
    /// <param name="sampleRate">Samples per second of its sound.</param>
    public static ChunkFacts Read(SafeFileHandle file, long fileBytes, int sampleRate)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        if (RandomAccess.Read(file, head, 0) < HeadBytes)
        {
            return new ChunkFacts();
        }

        string family = Encoding.ASCII.GetString(head[..4]);
        string form = Encoding.ASCII.GetString(head[8..]);
        return (family, form) switch
        {
            ("RIFF" or "RF64" or "BW64", "WAVE") => WaveChunks.Read(
                file,
                Walk(file, fileBytes, bigEndian: false),
                BinaryPrimitives.ReadUInt32LittleEndian(head[4..]),
                fileBytes,
                sampleRate
            ),
            ("FORM", "AIFF" or "AIFC") => AiffChunks.Read(file, Walk(file, fileBytes, bigEndian: true), sampleRate),
            _ => new ChunkFacts(),
        };
    }

    /// <summary>The content of a chunk, as far as it is in the file, cut at 4 MiB.</summary>
    public static byte[] Content(SafeFileHandle file, Chunk chunk)
    {
        byte[] content = new byte[(int)Math.Min(chunk.AvailableBytes, LongestContent)];
        int read = RandomAccess.Read(file, content, chunk.Offset);
        return read == content.Length ? content : content[..read];
    }

    /// <summary>True when bytes can be the head of a chunk: an id of printable characters.</summary>
    public static bool IsChunkId(ReadOnlySpan<byte> id)
    {
        foreach (byte b in id)
        {
            if (b is < 0x20 or > 0x7E)
            {
                return false;
            }
        }

        return true;
    }

    private static List<Chunk> Walk(SafeFileHandle file, long fileBytes, bool bigEndian)
    {
        var chunks = new List<Chunk>();
        Span<byte> head = stackalloc byte[ChunkHeadBytes];
        long wideDataBytes = -1;
        for (long at = HeadBytes; chunks.Count < MostChunks && at + ChunkHeadBytes <= fileBytes; )
        {
            if (RandomAccess.Read(file, head, at) < ChunkHeadBytes || !IsChunkId(head[..4]))
            {
                break;
            }

            string id = Encoding.ASCII.GetString(head[..4]);
            long size = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(head[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            if (id is "data" && size == uint.MaxValue && wideDataBytes >= 0)
            {
                size = wideDataBytes;
            }

            long offset = at + ChunkHeadBytes;
            var chunk = new Chunk(id, offset, size, Math.Min(size, fileBytes - offset));
            chunks.Add(chunk);
            if (id is "ds64" && chunk.AvailableBytes >= 16)
            {
                wideDataBytes = WideDataBytes(file, chunk);
            }

            at = offset + size + (size & 1);
        }

        return chunks;
    }

    // ds64: riffSize u64, dataSize u64, sampleCount u64, then a table of other long chunks, which no program that is known writes.
    private static long WideDataBytes(SafeFileHandle file, Chunk chunk)
    {
        Span<byte> sizes = stackalloc byte[16];
        return RandomAccess.Read(file, sizes, chunk.Offset) == sizes.Length
            ? (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(sizes[8..]), long.MaxValue / 4)
            : -1;
    }
}
