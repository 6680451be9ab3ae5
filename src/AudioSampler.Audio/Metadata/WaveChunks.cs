using System.Collections.Immutable;
using System.Text;
using Microsoft.Win32.SafeHandles;
using static System.Buffers.Binary.BinaryPrimitives;

namespace AudioSampler.Audio.Metadata;

/// <summary>Cue points, loops, recording date and header length of a WAV file.</summary>
/// <remarks>
/// All numbers little-endian:
/// <code>
/// cue :  count u32, then per cue 24 bytes: id u32, position u32, chunk 4, chunkStart u32, blockStart u32, sampleOffset u32
/// LIST:  "adtl", then chunks  labl, note: cue id u32, text up to a zero byte
///                             ltxt: cue id u32, length in samples u32, purpose 4, country, language, dialect, code page u16, text
/// smpl:  36 bytes (at 28: number of loops u32), then per loop 24 bytes: id u32, type u32, first sample u32, last sample u32, fraction u32, count u32
/// bext:  description 256, originator 32, reference 32, date 10, time 8, …
/// </code>
/// </remarks>
internal static class WaveChunks
{
    private const int MostMarks = 10_000;
    private const int LongestLabel = 1000;
    private const int CueBytes = 24;
    private const int LoopBytes = 24;

    /// <summary>Reads them.</summary>
    public static ChunkFacts Read(SafeFileHandle file, List<Chunk> chunks, long riffBytes, long fileBytes, int sampleRate)
    {
        var starts = new List<(uint Id, uint Sample)>();
        var labels = new Dictionary<uint, string>();
        var loops = ImmutableArray.CreateBuilder<LoopMark>();
        string? recordedAt = null;
        foreach (Chunk chunk in chunks)
        {
            switch (chunk.Id)
            {
                case "cue ":
                    ReadCues(ChunkReader.Content(file, chunk), starts);
                    break;
                case "LIST":
                    ReadLabels(ChunkReader.Content(file, chunk), labels);
                    break;
                case "smpl":
                    ReadLoops(ChunkReader.Content(file, chunk), sampleRate, loops);
                    break;
                case "bext":
                    recordedAt ??= ReadDate(ChunkReader.Content(file, chunk));
                    break;
                default:
                    break;
            }
        }

        return new ChunkFacts
        {
            IsChunked = true,
            Cues =
            [
                .. starts
                    .OrderBy(cue => cue.Sample)
                    .Select(cue => new CueMark((double)cue.Sample / sampleRate, labels.GetValueOrDefault(cue.Id))),
            ],
            Loops = loops.ToImmutable(),
            RecordedAt = recordedAt,
            HeaderLength = WaveLength.Judge(file, chunks, riffBytes, fileBytes),
        };
    }

    private static void ReadCues(ReadOnlySpan<byte> content, List<(uint Id, uint Sample)> starts)
    {
        if (content.Length < 4)
        {
            return;
        }

        uint count = ReadUInt32LittleEndian(content);
        content = content[4..];
        for (; count > 0 && content.Length >= CueBytes && starts.Count < MostMarks; count--, content = content[CueBytes..])
        {
            starts.Add((ReadUInt32LittleEndian(content), ReadUInt32LittleEndian(content[20..])));
        }
    }

    private static void ReadLabels(ReadOnlySpan<byte> content, Dictionary<uint, string> labels)
    {
        if (!content.StartsWith("adtl"u8))
        {
            return;
        }

        content = content[4..];
        while (content.Length >= 8 && labels.Count < MostMarks)
        {
            ReadOnlySpan<byte> id = content[..4];
            uint stated = ReadUInt32LittleEndian(content[4..]);
            content = content[8..];
            ReadOnlySpan<byte> body = content[..(int)Math.Min(stated, (uint)content.Length)];
            int textAt = id.SequenceEqual("ltxt"u8) ? 20 : 4;
            bool isLabel = id.SequenceEqual("labl"u8);
            if ((isLabel || id.SequenceEqual("note"u8) || textAt == 20) && body.Length > textAt)
            {
                uint cue = ReadUInt32LittleEndian(body);
                string text = Text(body[textAt..]);
                if (text.Length > 0 && (isLabel || !labels.ContainsKey(cue)))
                {
                    labels[cue] = text; // a label goes before a note or the text of a range, whatever their order
                }
            }

            content = content[(int)Math.Min(stated + (stated & 1L), content.Length)..];
        }
    }

    private static void ReadLoops(ReadOnlySpan<byte> content, int sampleRate, ImmutableArray<LoopMark>.Builder loops)
    {
        if (content.Length < 36)
        {
            return;
        }

        uint count = ReadUInt32LittleEndian(content[28..]);
        content = content[36..];
        for (; count > 0 && content.Length >= LoopBytes && loops.Count < MostMarks; count--, content = content[LoopBytes..])
        {
            uint first = ReadUInt32LittleEndian(content[8..]);
            uint last = ReadUInt32LittleEndian(content[12..]);
            if (last >= first)
            {
                loops.Add(new LoopMark((double)first / sampleRate, (last + 1.0) / sampleRate));
            }
        }
    }

    private static string? ReadDate(ReadOnlySpan<byte> content) =>
        content.Length < 338 ? null : RecordingDate.Parse(Text(content.Slice(320, 10)), Text(content.Slice(330, 8)));

    // The format names no encoding: UTF-8 if it is valid, else Latin-1, which every byte can be read as.
    private static string Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        bytes = end < 0 ? bytes : bytes[..end];
        string text = System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes);
        return TextTags.Clean(text, LongestLabel);
    }
}
