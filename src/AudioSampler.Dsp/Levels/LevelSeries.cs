namespace AudioSampler.Dsp.Levels;

/// <summary>Level of a file over time: one mean square and one peak per hop of 10 ms, so eight bytes for each.</summary>
public sealed class LevelSeries
{
    private readonly float[] meanSquares;
    private readonly float[] peaks;

    /// <summary>Puts a series together.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="hopSamples">Samples per hop.</param>
    /// <param name="totalSamples">Length of the file, in samples of one channel; the last hop may be shorter than the others.</param>
    /// <param name="meanSquares">Per hop the largest mean square of a channel, offset taken out, full scale 1.</param>
    /// <param name="peaks">Per hop the largest absolute sample of all channels, full scale 1.</param>
    /// <exception cref="ArgumentException">The lengths don't fit together.</exception>
    public LevelSeries(int sampleRate, int hopSamples, long totalSamples, float[] meanSquares, float[] peaks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hopSamples);
        if (peaks.Length != meanSquares.Length || meanSquares.Length != (totalSamples + hopSamples - 1) / hopSamples)
        {
            throw new ArgumentException(
                $"{meanSquares.Length} mean squares and {peaks.Length} peaks for {totalSamples} samples",
                nameof(peaks)
            );
        }

        SampleRate = sampleRate;
        HopSamples = hopSamples;
        TotalSamples = totalSamples;
        this.meanSquares = meanSquares;
        this.peaks = peaks;
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Samples per hop.</summary>
    public int HopSamples { get; }

    /// <summary>Length of the file, in samples of one channel.</summary>
    public long TotalSamples { get; }

    /// <summary>Number of hops.</summary>
    public int Count => meanSquares.Length;

    /// <summary>Seconds per hop.</summary>
    public double HopSeconds => (double)HopSamples / SampleRate;

    /// <summary>Length of the file, in seconds.</summary>
    public double DurationSeconds => (double)TotalSamples / SampleRate;

    /// <summary>Per hop the largest mean square of a channel, offset taken out, full scale 1.</summary>
    public ReadOnlySpan<float> MeanSquares => meanSquares;

    /// <summary>Per hop the largest absolute sample of all channels, full scale 1.</summary>
    public ReadOnlySpan<float> Peaks => peaks;

    /// <summary>Level of the quietest tenth of the hops (at least one), RMS in dBFS.</summary>
    /// <returns>dBFS; null when that tenth is digital silence, or the series is empty.</returns>
    public double? QuietestTenthDbfs()
    {
        if (Count == 0)
        {
            return null;
        }

        // Mean squares are not negative, so their bits are ordered as they are: the upper 16 are a logarithmic histogram of 1/128 octave steps or finer.
        int[] histogram = new int[1 << 15];
        foreach (float value in meanSquares)
        {
            histogram[BitConverter.SingleToUInt32Bits(value) >> 16]++;
        }

        int wanted = Math.Max(1, Count / 10);
        int below = 0;
        int bin = 0;
        while (below + histogram[bin] < wanted)
        {
            below += histogram[bin++];
        }

        double sum = 0;
        double edgeSum = 0;
        foreach (float value in meanSquares)
        {
            int of = (int)(BitConverter.SingleToUInt32Bits(value) >> 16);
            sum += of < bin ? value : 0;
            edgeSum += of == bin ? value : 0;
        }

        return Decibels.OfPower((sum + (edgeSum * (wanted - below) / histogram[bin])) / wanted);
    }
}
