using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Artifacts;

/// <summary>Computes a <see cref="FeatureSeries"/>: one pass over the signal, in pieces of a few seconds.</summary>
public sealed class FeatureSeriesProvider : IArtifactProvider<FeatureSeries>
{
    private const int BlocksPerPiece = 32;

    /// <inheritdoc />
    public Task<FeatureSeries> ComputeAsync(IRegionContext region, CancellationToken cancellationToken) =>
        Task.FromResult(Compute(region.Signal(SignalKind.Analysis), cancellationToken));

    /// <summary>Computes the series of a signal.</summary>
    /// <param name="signal">Mono at 22 050 Hz. Samples that are not finite are read as 0.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">The signal has another rate.</exception>
    public static FeatureSeries Compute(ISignal signal, CancellationToken cancellationToken)
    {
        if (signal.SampleRate != FeatureLayout.SampleRate)
        {
            throw new ArgumentException($"features are measured at {FeatureLayout.SampleRate} Hz, not {signal.SampleRate}", nameof(signal));
        }

        int blocks = checked((int)((signal.Length + FeatureLayout.BlockSamples - 1) / FeatureLayout.BlockSamples));
        float[] values = new float[checked(blocks * FeatureLayout.Count)];
        var frames = new FeatureFrames();
        float[] piece = new float[(BlocksPerPiece * FeatureLayout.BlockSamples) + (2 * FeatureFrames.Margin)];
        for (int first = 0; first < blocks; first += BlocksPerPiece)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Read(signal, ((long)first * FeatureLayout.BlockSamples) - FeatureFrames.Margin, piece);
            int count = Math.Min(BlocksPerPiece, blocks - first);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<float> around = piece.AsSpan(i * FeatureLayout.BlockSamples, FeatureFrames.SamplesAround);
                long left = signal.Length - ((long)(first + i) * FeatureLayout.BlockSamples);
                frames.Measure(around, left, values.AsSpan((first + i) * FeatureLayout.Count, FeatureLayout.Count));
            }
        }

        return new FeatureSeries(values, signal.Length, signal.StartSeconds, frames.Totals());
    }

    /// <summary>Fills a piece; before the start and after the end of the signal there are zeros.</summary>
    private static void Read(ISignal signal, long from, Span<float> piece)
    {
        int before = (int)Math.Max(0, -from);
        piece[..before].Clear();
        int count = signal.Read(from + before, piece[before..]);
        piece[(before + count)..].Clear();
        foreach (ref float sample in piece)
        {
            sample = float.IsFinite(sample) ? Math.Clamp(sample, -64f, 64f) : 0;
        }
    }
}
