using System.Numerics.Tensors;

namespace AudioSampler.Dsp.Levels;

/// <summary>Measures the level series and the quality of a file as its samples stream by. NaN and infinities have to be replaced before.</summary>
/// <remarks>
/// The mean square of a hop is taken about a running mean of the channel (1 s) where that makes it smaller: a constant offset is not sound,
/// and the mean that a loud event leaves behind must not lengthen the event. Results do not depend on how the stream is cut into blocks.
/// </remarks>
public sealed class LevelMeter
{
    private const double HopSeconds = 0.01;
    private const double OffsetSeconds = 1;

    private readonly int sampleRate;
    private readonly int hopSamples;
    private readonly double offsetStep;
    private readonly PlanarBlock partial;
    private readonly ClippingCounter[] clipping;
    private readonly double[] offsets;
    private readonly double[] sums;
    private readonly double[] squares;
    private readonly List<float> meanSquares;
    private readonly List<float> peaks;
    private double leftRight;
    private float peak;
    private long totalSamples;
    private bool completed;

    /// <summary>Begins a file.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="expectedSeconds">Length that the file's header tells, or 0: only spares growing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate or a number of channels below 1.</exception>
    public LevelMeter(int sampleRate, int channels, double expectedSeconds = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        this.sampleRate = sampleRate;
        hopSamples = Math.Max(1, (int)Math.Round(sampleRate * HopSeconds));
        offsetStep = Math.Min(1, hopSamples / (OffsetSeconds * sampleRate));
        partial = new PlanarBlock(channels, hopSamples);
        clipping = new ClippingCounter[channels];
        for (int c = 0; c < channels; c++)
        {
            clipping[c] = new ClippingCounter();
        }

        offsets = new double[channels];
        sums = new double[channels];
        squares = new double[channels];
        int capacity = double.IsFinite(expectedSeconds) ? (int)Math.Clamp((expectedSeconds * 1.001 / HopSeconds) + 1, 16, 6_000_000) : 16;
        meanSquares = new List<float>(capacity);
        peaks = new List<float>(capacity);
    }

    /// <summary>Takes further samples.</summary>
    /// <param name="block">Frames of all channels, in order, without gap.</param>
    /// <exception cref="ArgumentException">Another number of channels.</exception>
    /// <exception cref="InvalidOperationException">The file was completed before.</exception>
    public void Process(PlanarBlock block)
    {
        if (block.Channels != partial.Channels)
        {
            throw new ArgumentException($"{block.Channels} channels instead of {partial.Channels}", nameof(block));
        }

        if (completed)
        {
            throw new InvalidOperationException("the file is complete");
        }

        for (int c = 0; c < clipping.Length; c++)
        {
            clipping[c].Process(block.Channel(c));
        }

        for (int offset = 0; offset < block.Frames; )
        {
            if (partial.Frames == 0 && block.Frames - offset >= hopSamples)
            {
                MeasureHop(block, offset, hopSamples);
                offset += hopSamples;
                continue;
            }

            int count = Math.Min(hopSamples - partial.Frames, block.Frames - offset);
            partial.Append(block, offset, count);
            offset += count;
            if (partial.Frames == hopSamples)
            {
                MeasureHop(partial, 0, hopSamples);
                partial.Clear();
            }
        }

        totalSamples += block.Frames;
    }

    /// <summary>Ends the file.</summary>
    /// <returns>The levels and the quality of all that was processed.</returns>
    public (LevelSeries Levels, SignalQuality Quality) Complete()
    {
        if (!completed && partial.Frames > 0)
        {
            MeasureHop(partial, 0, partial.Frames);
            partial.Clear();
        }

        completed = true;
        var levels = new LevelSeries(sampleRate, hopSamples, totalSamples, [.. meanSquares], [.. peaks]);
        long clipped = 0;
        foreach (ClippingCounter channel in clipping)
        {
            clipped += channel.Count;
        }

        var quality = new SignalQuality
        {
            PeakDbfs = Decibels.OfAmplitude(peak),
            ClippedSamples = clipped,
            DcOffset = totalSamples == 0 ? 0 : TensorPrimitives.Sum<double>(sums) / totalSamples / sums.Length,
            NoiseFloorDbfs = levels.QuietestTenthDbfs(),
            PhaseCorrelation =
                squares.Length == 2 && squares[0] > 0 && squares[1] > 0
                    ? Math.Clamp(leftRight / Math.Sqrt(squares[0] * squares[1]), -1, 1)
                    : null,
        };
        return (levels, quality);
    }

    private void MeasureHop(PlanarBlock block, int offset, int count)
    {
        double largest = 0;
        float hopPeak = 0;
        for (int c = 0; c < block.Channels; c++)
        {
            ReadOnlySpan<float> samples = block.Channel(c).Slice(offset, count);

            // Samples of a float file may be so large that sums over them are not finite.
            double square = Math.Min(FixedOrderSum.OfProducts(samples, samples), float.MaxValue);
            double sum = Finite(FixedOrderSum.Of(samples));
            hopPeak = Math.Max(hopPeak, MathF.Abs(TensorPrimitives.MaxMagnitude(samples)));
            sums[c] += sum;
            squares[c] += square;

            double mean = sum / count;
            offsets[c] += (meanSquares.Count == 0 ? 1 : offsetStep) * (mean - offsets[c]);
            double meanSquare = square / count;
            double aboutOffset = meanSquare - (2 * offsets[c] * mean) + (offsets[c] * offsets[c]);
            largest = Math.Max(largest, Math.Min(meanSquare, aboutOffset));
        }

        if (block.Channels == 2)
        {
            leftRight += Finite(FixedOrderSum.OfProducts(block.Channel(0).Slice(offset, count), block.Channel(1).Slice(offset, count)));
        }

        meanSquares.Add((float)Math.Min(largest, float.MaxValue));
        peaks.Add(hopPeak);
        peak = Math.Max(peak, hopPeak);
    }

    private static double Finite(float sum) => float.IsNaN(sum) ? 0 : Math.Clamp(sum, -float.MaxValue, float.MaxValue);
}
