using System.Numerics.Tensors;
using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>A region in stretches of 24 s that overlap by half, and how probable each tempo of the grid is in each.</summary>
internal sealed class TempoBlocks
{
    private readonly OnsetFrames _frames;
    private readonly TempoEvidence _evidence = new();
    private readonly float[] _features = new float[TempoGrid.Count * TempoEvidence.FeatureCount];

    public TempoBlocks(OnsetFrames frames, LogOdds level, CancellationToken cancellationToken)
    {
        _frames = frames;
        Length = Math.Min(frames.Count, TempoEvidence.MostFrames);
        int count = 1 + ((frames.Count - Length + (Length / 2) - 1) / Math.Max(1, Length / 2));
        Posteriors = new float[count][];
        for (int b = 0; b < count; b++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Posteriors[b] = Posterior(b, level);
        }
    }

    /// <summary>Number of stretches.</summary>
    public int Count => Posteriors.Length;

    /// <summary>Frames of each.</summary>
    public int Length { get; }

    /// <summary>[Count][TempoGrid.Count] probability of each tempo; each row sums to 1.</summary>
    public float[][] Posteriors { get; }

    /// <summary>First frame of a stretch.</summary>
    public int From(int block) => Count == 1 ? 0 : (int)((long)block * (_frames.Count - Length) / (Count - 1));

    /// <summary>Frame in the middle of a stretch.</summary>
    public double Middle(int block) => From(block) + (Length / 2.0);

    /// <summary>Mean evidence for the tempi chosen, over up to <paramref name="most"/> stretches spread evenly.</summary>
    /// <param name="path">[Count] grid index chosen in each stretch.</param>
    /// <param name="most">Most stretches looked at.</param>
    /// <returns>[TempoEvidence.FeatureCount].</returns>
    public float[] EvidenceAt(int[] path, int most)
    {
        float[] mean = new float[TempoEvidence.FeatureCount];
        int looked = Math.Min(most, Count);
        for (int i = 0; i < looked; i++)
        {
            int block = looked == 1 ? Count / 2 : i * (Count - 1) / (looked - 1);
            _evidence.Compute(_frames, From(block), Length, _features);
            TensorPrimitives.MultiplyAdd(_features.AsSpan(path[block] * mean.Length, mean.Length), 1f / looked, mean, mean);
        }

        return mean;
    }

    private float[] Posterior(int block, LogOdds level)
    {
        _evidence.Compute(_frames, From(block), Length, _features);
        float[] posterior = new float[TempoGrid.Count];
        for (int i = 0; i < posterior.Length; i++)
        {
            posterior[i] = level.Evaluate(_features.AsSpan(i * TempoEvidence.FeatureCount, TempoEvidence.FeatureCount));
        }

        TensorPrimitives.SoftMax<float>(posterior, posterior);
        return posterior;
    }
}
