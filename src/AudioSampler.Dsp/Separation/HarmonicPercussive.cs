using System.Numerics.Tensors;
using AudioSampler.Dsp.Spectral;

namespace AudioSampler.Dsp.Separation;

/// <summary>Splits spectra into what lasts (harmonic) and what is sudden and broad (percussive), by soft masks.</summary>
/// <remarks>
/// <para>
/// 1. H is the median of each bin over time, P the median over frequency. 2. The harmonic mask is H² / (H² + P²), the percussive one the
/// rest to 1; where both are 0 each is ½. Multiply the complex or magnitude spectrum of the same frame by them.
/// </para>
/// <para>
/// Streaming, half a time window behind, with a fixed number of frames held: <see cref="Push"/> a frame, read until there are no more,
/// at the end <see cref="Complete"/> and read the rest. As many frames come out as went in. At its ends the signal is mirrored. A
/// magnitude that is not finite counts as 0. One thread at a time; no allocation per frame.
/// </para>
/// <para>Reference: D. FitzGerald, "Harmonic/percussive separation using median filtering", DAFx 2010.</para>
/// </remarks>
public sealed class HarmonicPercussive
{
    private readonly TimeMedian overTime;
    private readonly FrequencyMedian overFrequency;

    /// <summary>Makes a split.</summary>
    /// <param name="binCount">Bins of a spectrum, 1 or more.</param>
    /// <param name="options">The windows; null for the defaults.</param>
    /// <exception cref="ArgumentException"><see cref="SeparationOptions.Validate"/> finds a problem, or there is no bin.</exception>
    public HarmonicPercussive(int binCount, SeparationOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        options ??= new SeparationOptions();
        IReadOnlyList<string> problems = options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        BinCount = binCount;
        DelayFrames = options.TimeFrames / 2;
        overTime = new TimeMedian(binCount, options.TimeFrames);
        overFrequency = new FrequencyMedian(binCount, options.FrequencyBins);
    }

    /// <summary>Number of bins.</summary>
    public int BinCount { get; }

    /// <summary>How many frames after a frame have to be pushed before it can be read.</summary>
    public int DelayFrames { get; }

    /// <summary>Takes the next frame.</summary>
    /// <param name="magnitude">[BinCount] magnitudes, 0 or more.</param>
    /// <exception cref="ArgumentException"><paramref name="magnitude"/> has another length.</exception>
    /// <exception cref="InvalidOperationException">The signal is complete, or a frame is ready and was not read.</exception>
    public void Push(ReadOnlySpan<float> magnitude) => overTime.Push(magnitude);

    /// <summary>Says that there are no more frames.</summary>
    public void Complete() => overTime.Complete();

    /// <summary>Forgets everything: a new signal follows.</summary>
    public void Reset() => overTime.Reset();

    /// <summary>Reads the mask of the next frame, <see cref="DelayFrames"/> behind the last one pushed.</summary>
    /// <param name="magnitude">[BinCount] or longer: receives the magnitudes of the frame, as they were pushed (not finite: 0).</param>
    /// <param name="harmonicMask">[BinCount] or longer: receives the share of each bin that lasts, 0…1. One minus this is percussive.</param>
    /// <returns>False, and nothing written, when more frames are needed or all have been read.</returns>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public bool TryRead(Span<float> magnitude, Span<float> harmonicMask)
    {
        Require.Room(magnitude, BinCount);
        Require.Room(harmonicMask, BinCount);
        if (!overTime.TryRead(out ReadOnlySpan<float> frame, out ReadOnlySpan<float> harmonic))
        {
            return false;
        }

        frame.CopyTo(magnitude);
        ReadOnlySpan<float> percussive = overFrequency.Apply(frame);
        Span<float> mask = harmonicMask[..BinCount];
        // 1 / (1 + (P/H)²): the squares of large magnitudes would overflow, their ratio does not.
        TensorPrimitives.Divide(percussive, harmonic, mask);
        TensorPrimitives.MultiplyAdd(mask, mask, 1, mask);
        TensorPrimitives.Reciprocal(mask, mask);
        for (int k = 0; k < mask.Length; k++)
        {
            mask[k] = float.IsNaN(mask[k]) ? 0.5f : mask[k];
        }

        return true;
    }
}
