using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AudioSampler.Audio.Waveform;

/// <summary>Where everything stands in a waveform file.</summary>
/// <remarks>
/// Little-endian. A header of 64 bytes, then pages, one for each 4096 bins of level 0; the last page holds what is left.
/// <code>
/// offset size  header
///      0    8  "AISWAVEF"
///      8    4  version, 1
///     12    4  sample rate, Hz
///     16    4  channels kept: 1 or 2
///     20    4  channels of the recording
///     24    4  samples per bin of level 0, 1 to 65536: fewer in short files
///     28    4  bins of level 0 per page, 4096
///     32    8  samples of one channel in the whole file; -1 while the file is being written
///     40   24  0
/// </code>
/// A page holds its bins of level 0, then those of level 1 (four times as many samples), and so on by fours up to level 6 (the whole page in
/// one bin). A bin holds for each channel: minimum, maximum, RMS, each a float of 4 bytes. The last bin of each level covers what samples
/// there are. So every page but the last has 5461 bins, and the place of each bin follows from its number.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WaveformLayout(int SampleRate, int Channels, int SourceChannels, int BaseSamples, long TotalSamples)
{
    public const int HeaderBytes = 64;
    public const int LargestBase = 1 << 16;
    public const int PageBins = 4096;
    public const int Levels = 7;
    public const int ValuesPerChannel = 3;
    public const long Unfinished = -1;

    private const int Version = 1;

    private static ReadOnlySpan<byte> Magic => "AISWAVEF"u8;

    /// <summary>Samples of a whole page.</summary>
    public int PageSamples => BaseSamples * PageBins;

    /// <summary>Floats of a bin.</summary>
    public int BinValues => Channels * ValuesPerChannel;

    /// <summary>Length that a whole file has.</summary>
    public long FileBytes =>
        HeaderBytes + (TotalSamples / PageSamples * PageBytes(PageSamples)) + PageBytes((int)(TotalSamples % PageSamples));

    /// <summary>Samples of a bin.</summary>
    public int SamplesPerBin(int level) => BaseSamples << (2 * level);

    /// <summary>Bins that so many samples make at a level.</summary>
    public long BinsOf(long samples, int level) => (samples + SamplesPerBin(level) - 1) / SamplesPerBin(level);

    /// <summary>Number of the first bin of a level inside a page of so many samples.</summary>
    public int FirstBin(int pageSamples, int level)
    {
        int first = 0;
        for (int below = 0; below < level; below++)
        {
            first += (int)BinsOf(pageSamples, below);
        }

        return first;
    }

    /// <summary>Samples of a page.</summary>
    public int SamplesOfPage(long page) => (int)Math.Min(PageSamples, TotalSamples - (page * PageSamples));

    /// <summary>Where a bin of a level stands in the file, and how many of its level follow it without gap (itself included).</summary>
    public (long Offset, int Run) Locate(int level, long bin)
    {
        int binsPerPage = PageSamples / SamplesPerBin(level);
        (long page, long inPage) = Math.DivRem(bin, binsPerPage);
        int samples = SamplesOfPage(page);
        long offset = HeaderBytes + (page * PageBytes(PageSamples)) + ((FirstBin(samples, level) + inPage) * BinValues * sizeof(float));
        return (offset, (int)(BinsOf(samples, level) - inPage));
    }

    /// <summary>Writes the header.</summary>
    public void WriteHeader(Span<byte> header)
    {
        header[..HeaderBytes].Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], Channels);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], SourceChannels);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], BaseSamples);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], PageBins);
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], TotalSamples);
    }

    /// <summary>Reads a header.</summary>
    /// <exception cref="InvalidDataException">It is not one, or one of an unfinished file or of another version.</exception>
    public static WaveformLayout ReadHeader(ReadOnlySpan<byte> header, string path)
    {
        if (header.Length < HeaderBytes || !header[..8].SequenceEqual(Magic))
        {
            throw new InvalidDataException($"{path} is not a waveform file: analyse the recording again");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        var layout = new WaveformLayout(
            BinaryPrimitives.ReadInt32LittleEndian(header[12..]),
            BinaryPrimitives.ReadInt32LittleEndian(header[16..]),
            BinaryPrimitives.ReadInt32LittleEndian(header[20..]),
            BinaryPrimitives.ReadInt32LittleEndian(header[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[32..])
        );
        bool known =
            version == Version
            && layout.BaseSamples is >= 1 and <= LargestBase
            && BinaryPrimitives.ReadInt32LittleEndian(header[28..]) == PageBins;
        if (!known)
        {
            throw new InvalidDataException($"{path} is a waveform file of another version ({version}): analyse the recording again");
        }

        if (layout.TotalSamples == Unfinished)
        {
            throw new InvalidDataException($"{path} was never finished: analyse the recording again");
        }

        if (layout.SampleRate < 1 || layout.Channels is < 1 or > 2 || layout.SourceChannels < 1 || layout.TotalSamples is < 0 or > 1L << 48)
        {
            throw new InvalidDataException($"the header of {path} is damaged: analyse the recording again");
        }

        return layout;
    }

    private long PageBytes(int samples) => (long)FirstBin(samples, Levels) * BinValues * sizeof(float);
}
