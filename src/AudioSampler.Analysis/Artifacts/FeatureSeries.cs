namespace AudioSampler.Analysis.Artifacts;

/// <summary>
/// What a region sounds like over time, in blocks of 93 ms: level, cepstrum, spectral shape, pitch. Compact: 5.4 MB an hour.
/// See <see cref="FeatureLayout"/> for what stands where in a block.
/// </summary>
public sealed class FeatureSeries
{
    private readonly float[] _values;

    internal FeatureSeries(float[] values, long lengthSamples, double startSeconds, FeatureTotals totals)
    {
        if (values.Length % FeatureLayout.Count != 0)
        {
            throw new ArgumentException($"{values.Length} values don't make whole blocks of {FeatureLayout.Count}", nameof(values));
        }

        _values = values;
        LengthSamples = lengthSamples;
        StartSeconds = startSeconds;
        Totals = totals;
    }

    /// <summary>Number of blocks: the last one may reach beyond the end. 0 for an empty region.</summary>
    public int Count => _values.Length / FeatureLayout.Count;

    /// <summary>Number of samples of the region, at <see cref="FeatureLayout.SampleRate"/>.</summary>
    public long LengthSamples { get; }

    /// <summary>Duration of the region, in seconds.</summary>
    public double DurationSeconds => (double)LengthSamples / FeatureLayout.SampleRate;

    /// <summary>Time of the first sample, in seconds from the start of the file.</summary>
    public double StartSeconds { get; }

    /// <summary>Statistics over the frames of the whole region.</summary>
    public FeatureTotals Totals { get; }

    /// <summary>The values of one block.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public ReadOnlySpan<float> Block(int index) => _values.AsSpan(index * FeatureLayout.Count, FeatureLayout.Count);

    /// <summary>Level of a block: the mean power of its frames, in dBFS.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public float LevelDb(int index)
    {
        float power = 0;
        foreach (float level in Block(index).Slice(FeatureLayout.Levels, FeatureLayout.FramesPerBlock))
        {
            power += level > FeatureLayout.SilenceDb ? MathF.Pow(10, level / 10) : 0;
        }

        return power > 0
            ? MathF.Max(FeatureLayout.SilenceDb, 10 * MathF.Log10(power / FeatureLayout.FramesPerBlock))
            : FeatureLayout.SilenceDb;
    }
}
