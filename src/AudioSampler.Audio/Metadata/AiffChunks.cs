using System.Collections.Immutable;
using System.Text;
using Microsoft.Win32.SafeHandles;
using static System.Buffers.Binary.BinaryPrimitives;

namespace AudioSampler.Audio.Metadata;

/// <summary>Markers and loops of an AIFF file.</summary>
/// <remarks>
/// All numbers big-endian:
/// <code>
/// MARK:  count u16, then per marker: id u16, sample u32, text (length u8, characters, padded to an even number of bytes)
/// INST:  8 bytes (note, detune, ranges, gain), then two loops (sustain, release) of 6 bytes: mode u16 (0 = none), first marker u16, last marker u16
/// </code>
/// </remarks>
internal static class AiffChunks
{
    private const int LongestLabel = 255;

    /// <summary>Reads them.</summary>
    public static ChunkFacts Read(SafeFileHandle file, List<Chunk> chunks, int sampleRate)
    {
        var markers = new List<(ushort Id, double Time, string? Label)>();
        foreach (Chunk chunk in chunks.Where(chunk => chunk.Id is "MARK"))
        {
            ReadMarkers(ChunkReader.Content(file, chunk), sampleRate, markers);
        }

        var loops = ImmutableArray.CreateBuilder<LoopMark>();
        foreach (Chunk chunk in chunks.Where(chunk => chunk.Id is "INST"))
        {
            ReadLoops(ChunkReader.Content(file, chunk), markers, loops);
        }

        return new ChunkFacts
        {
            IsChunked = true,
            Cues = [.. markers.OrderBy(marker => marker.Time).Select(marker => new CueMark(marker.Time, marker.Label))],
            Loops = loops.ToImmutable(),
        };
    }

    private static void ReadMarkers(ReadOnlySpan<byte> content, int sampleRate, List<(ushort Id, double Time, string? Label)> markers)
    {
        if (content.Length < 2)
        {
            return;
        }

        int count = ReadUInt16BigEndian(content);
        content = content[2..];
        for (; count > 0 && content.Length >= 7; count--)
        {
            int textBytes = Math.Min(content[6], content.Length - 7);
            string label = TextTags.Clean(Encoding.Latin1.GetString(content.Slice(7, textBytes)), LongestLabel);
            markers.Add(
                (ReadUInt16BigEndian(content), (double)ReadUInt32BigEndian(content[2..]) / sampleRate, label.Length > 0 ? label : null)
            );
            int used = 7 + textBytes;
            content = content[Math.Min(used + (used & 1), content.Length)..];
        }
    }

    private static void ReadLoops(
        ReadOnlySpan<byte> content,
        List<(ushort Id, double Time, string? Label)> markers,
        ImmutableArray<LoopMark>.Builder loops
    )
    {
        for (int at = 8; at + 6 <= content.Length && at < 20; at += 6)
        {
            ushort first = ReadUInt16BigEndian(content[(at + 2)..]);
            ushort last = ReadUInt16BigEndian(content[(at + 4)..]);
            int start = markers.FindIndex(marker => marker.Id == first);
            int end = markers.FindIndex(marker => marker.Id == last);
            bool plays = ReadUInt16BigEndian(content[at..]) != 0;
            if (plays && start >= 0 && end >= 0 && markers[end].Time > markers[start].Time)
            {
                loops.Add(new LoopMark(markers[start].Time, markers[end].Time));
            }
        }
    }
}
