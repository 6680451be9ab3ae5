using System.Runtime.Intrinsics;
using AudioSampler.Dsp.Levels;

namespace AudioSampler.Dsp.Loudness;

/// <summary>Measures the loudness blocks of a file as its samples stream by. NaN and infinities have to be replaced before.</summary>
/// <remarks>
/// Blocks begin at the start of the file and follow without gap; the figures of any region are sums and maxima over them. A value between
/// samples belongs to the block of the sample before it. The true peak of every block is exact. Results do not depend on how the stream is
/// cut into blocks. Reference: ITU-R BS.1770-5, 2023.
/// </remarks>
public sealed class LoudnessMeter
{
    private const double BlockSeconds = 0.1;

    private readonly int sampleRate;
    private readonly int blockSamples;
    private readonly float[] weights;
    private readonly KWeighting[] filters;
    private readonly Vector128<double>[] squares;
    private readonly TruePeakMeter[] truePeakMeters;
    private readonly List<float> energies;
    private readonly List<float> truePeaks;
    private float truePeak;
    private int filled;
    private int truePeakFilled = -TruePeakMeter.DelaySamples;
    private bool completed;

    /// <summary>Begins a file.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="weights">Weight of each channel, see <see cref="ChannelWeights"/>; a channel of weight 0 has no loudness, but a true peak.</param>
    /// <param name="expectedSeconds">Length that the file's header tells, or 0: only spares growing.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate below 1.</exception>
    /// <exception cref="ArgumentException">No channel.</exception>
    public LoudnessMeter(int sampleRate, ReadOnlySpan<float> weights, double expectedSeconds = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        if (weights.IsEmpty)
        {
            throw new ArgumentException("no channel", nameof(weights));
        }

        this.sampleRate = sampleRate;
        blockSamples = Math.Max(1, (int)Math.Round(sampleRate * BlockSeconds));
        this.weights = weights.ToArray();
        filters = new KWeighting[(weights.Length + 1) / 2];
        squares = new Vector128<double>[filters.Length];
        for (int p = 0; p < filters.Length; p++)
        {
            filters[p] = new KWeighting(sampleRate);
        }

        truePeakMeters = new TruePeakMeter[weights.Length];
        for (int c = 0; c < weights.Length; c++)
        {
            truePeakMeters[c] = new TruePeakMeter(sampleRate);
        }

        int capacity = double.IsFinite(expectedSeconds) ? (int)Math.Clamp((expectedSeconds * 1.001 / BlockSeconds) + 1, 16, 600_000) : 16;
        energies = new List<float>(capacity);
        truePeaks = new List<float>(capacity);
    }

    /// <summary>Whether stretches that can't raise the true peak may be left out; false only to prove that it makes no difference.</summary>
    internal bool SkipHopelessStretches { get; init; } = true;

    /// <summary>Takes further samples.</summary>
    /// <param name="block">Frames of all channels, in order, without gap.</param>
    /// <exception cref="ArgumentException">Another number of channels.</exception>
    /// <exception cref="InvalidOperationException">The file was completed before.</exception>
    public void Process(PlanarBlock block)
    {
        if (block.Channels != weights.Length)
        {
            throw new ArgumentException($"{block.Channels} channels instead of {weights.Length}", nameof(block));
        }

        if (completed)
        {
            throw new InvalidOperationException("the file is complete");
        }

        for (int offset = 0; offset < block.Frames; )
        {
            int count = Math.Min(blockSamples - filled, block.Frames - offset);
            Measure(block, offset, count);
            offset += count;
            filled += count;
            if (filled == blockSamples)
            {
                EndBlock();
            }
        }

        MeasureTruePeaks(block);
    }

    /// <summary>Ends the file.</summary>
    /// <returns>The blocks of all that was processed. The energy of a last block that is not whole is left out, its true peak is not.</returns>
    public LoudnessBlocks Complete()
    {
        if (!completed)
        {
            completed = true;
            var silence = new PlanarBlock(weights.Length, TruePeakMeter.DelaySamples);
            silence.Load(new float[weights.Length * TruePeakMeter.DelaySamples]);
            MeasureTruePeaks(silence);
            if (truePeakFilled > 0)
            {
                truePeaks.Add(truePeak);
            }
        }

        return new LoudnessBlocks(0, (double)blockSamples / sampleRate, energies.ToArray(), truePeaks.ToArray());
    }

    private void Measure(PlanarBlock block, int offset, int count)
    {
        for (int p = 0; p < filters.Length; p++)
        {
            int right = Math.Min((2 * p) + 1, weights.Length - 1);
            squares[p] = filters[p]
                .AddSquares(block.Channel(2 * p).Slice(offset, count), block.Channel(right).Slice(offset, count), squares[p]);
        }
    }

    /// <summary>The true peak lags behind by the half of its filter, and its blocks with it.</summary>
    private void MeasureTruePeaks(PlanarBlock block)
    {
        for (int offset = 0; offset < block.Frames; )
        {
            int count = Math.Min(blockSamples - truePeakFilled, block.Frames - offset);
            for (int c = 0; c < weights.Length; c++)
            {
                truePeak = truePeakMeters[c].Process(block.Channel(c).Slice(offset, count), truePeak, SkipHopelessStretches);
            }

            offset += count;
            truePeakFilled += count;
            if (truePeakFilled == blockSamples)
            {
                truePeaks.Add(truePeak);
                truePeak = 0;
                truePeakFilled = 0;
            }
        }
    }

    private void EndBlock()
    {
        double energy = 0;
        for (int c = 0; c < weights.Length; c++)
        {
            energy += weights[c] * squares[c / 2][c % 2];
        }

        energies.Add((float)Math.Min(energy / blockSamples, float.MaxValue));
        filled = 0;
        for (int p = 0; p < filters.Length; p++)
        {
            squares[p] = default;
            filters[p].DropDenormals();
        }
    }
}
