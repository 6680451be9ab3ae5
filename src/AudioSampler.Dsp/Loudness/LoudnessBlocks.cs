namespace AudioSampler.Dsp.Loudness;

/// <summary>
/// Loudness of a file, or of a stretch of it, as one K-weighted energy and one true peak per block of 100 ms: eight bytes for each, and
/// enough for every figure of EBU R 128.
/// </summary>
public sealed class LoudnessBlocks
{
    private readonly ReadOnlyMemory<float> energies;
    private readonly ReadOnlyMemory<float> truePeaks;

    /// <summary>Puts a series together.</summary>
    /// <param name="startSeconds">Start of the first block, in seconds from the start of the file.</param>
    /// <param name="blockSeconds">Length of a block, 0.1 s to the nearest sample.</param>
    /// <param name="energies">K-weighted mean squares per block, summed over the channels with their weights; whole blocks only.</param>
    /// <param name="truePeaks">True peak per block, full scale 1; one more than the energies where the last block is not whole.</param>
    public LoudnessBlocks(double startSeconds, double blockSeconds, ReadOnlyMemory<float> energies, ReadOnlyMemory<float> truePeaks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blockSeconds);
        StartSeconds = startSeconds;
        BlockSeconds = blockSeconds;
        this.energies = energies;
        this.truePeaks = truePeaks;
    }

    /// <summary>Start of the first block, in seconds from the start of the file.</summary>
    public double StartSeconds { get; }

    /// <summary>Length of a block, in seconds.</summary>
    public double BlockSeconds { get; }

    /// <summary>Number of whole blocks.</summary>
    public int Count => energies.Length;

    /// <summary>K-weighted mean square per whole block, summed over the channels with their weights.</summary>
    public ReadOnlySpan<float> Energies => energies.Span;

    /// <summary>True peak per block, full scale 1; the last may be of a block that is not whole.</summary>
    public ReadOnlySpan<float> TruePeaks => truePeaks.Span;

    /// <summary>Largest true peak, in dBTP; null for digital silence.</summary>
    public double? TruePeakDbtp
    {
        get
        {
            float largest = 0;
            foreach (float peak in TruePeaks)
            {
                largest = Math.Max(largest, peak);
            }

            return Levels.Decibels.OfAmplitude(largest);
        }
    }

    /// <summary>The blocks of a region.</summary>
    /// <param name="startSeconds">Start, in seconds from the start of the file.</param>
    /// <param name="endSeconds">End, in seconds from the start of the file.</param>
    /// <returns>
    /// Energies of the blocks from the nearest border to the start up to the nearest border to the end; true peaks of all blocks that the region
    /// touches. Shares the data of this series.
    /// </returns>
    public LoudnessBlocks Slice(double startSeconds, double endSeconds)
    {
        int first = Block(Math.Floor(Position(startSeconds) + 0.5), energies.Length);
        int end = Math.Max(first, Block(Math.Floor(Position(endSeconds) + 0.5), energies.Length));

        // A thousandth of a block: times are printed and read again, and must not touch a block by the rounding of that.
        int firstPeak = Block(Math.Floor(Position(startSeconds) + 0.001), truePeaks.Length);
        int endPeak = Math.Max(firstPeak, Block(Math.Ceiling(Position(endSeconds) - 0.001), truePeaks.Length));
        return new LoudnessBlocks(StartSeconds + (first * BlockSeconds), BlockSeconds, energies[first..end], truePeaks[firstPeak..endPeak]);
    }

    private static int Block(double position, int count) => (int)Math.Clamp(position, 0, count);

    private double Position(double seconds) => (seconds - StartSeconds) / BlockSeconds;
}
