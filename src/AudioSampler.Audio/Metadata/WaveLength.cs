using Microsoft.Win32.SafeHandles;

namespace AudioSampler.Audio.Metadata;

/// <summary>Judges the two lengths in a WAV header, that of the file and that of the sound, against the bytes that are there.</summary>
internal static class WaveLength
{
    // Programs that can't go back to the start leave these, or numbers next to them, for "up to the end".
    private const long Placeholder = 0x7FFF_0000;

    // Less than this behind the sound is padding or the scrap of a chunk, not sound.
    private const long SmallestRestBytes = 4096;

    /// <summary>The verdict.</summary>
    /// <param name="file">The file.</param>
    /// <param name="chunks">Its chunks, in order.</param>
    /// <param name="riffBytes">Size by the header of the file, without its first 8 bytes.</param>
    /// <param name="fileBytes">Size of the file.</param>
    public static HeaderLength Judge(SafeFileHandle file, List<Chunk> chunks, long riffBytes, long fileBytes)
    {
        int index = chunks.FindIndex(chunk => chunk.Id is "data");
        if (index < 0)
        {
            return HeaderLength.Consistent;
        }

        Chunk data = chunks[index];
        if (data.StatedBytes == 0 && index == chunks.Count - 1 || IsPlaceholder(data.StatedBytes))
        {
            return HeaderLength.Consistent; // streamed, or the recorder was switched off: FFmpeg reads to the end
        }

        if (data.StatedBytes > data.AvailableBytes)
        {
            bool agreed = riffBytes + 8 >= data.Offset + data.StatedBytes;
            return agreed ? HeaderLength.CutOff : HeaderLength.TooLong;
        }

        // Every chunk behind the sound is whole when the file is: a walk that stops early has met samples.
        Chunk last = chunks[^1];
        long end = last.Offset + last.StatedBytes + (last.StatedBytes & 1);
        bool soundFollows = index == chunks.Count - 1 && fileBytes - end >= SmallestRestBytes && !IsSilentPadding(file, end);
        return soundFollows ? HeaderLength.TooShort : HeaderLength.Consistent;
    }

    private static bool IsPlaceholder(long bytes) => bytes is >= Placeholder and <= 0x8000_0000 or >= 0xFFFF_0000 and <= uint.MaxValue;

    private static bool IsSilentPadding(SafeFileHandle file, long offset)
    {
        Span<byte> rest = stackalloc byte[(int)SmallestRestBytes];
        int read = RandomAccess.Read(file, rest, offset);
        return !rest[..read].ContainsAnyExcept((byte)0);
    }
}
