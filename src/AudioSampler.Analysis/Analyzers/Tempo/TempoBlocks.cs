using System.Numerics.Tensors;
using AudioSampler.Dsp.Rhythm;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>A region in stretches of 24 s that overlap by half, and how probable each tempo of the grid is in each.</summary>
internal sealed class TempoBlocks
{
    /// <summary>Weight of the temporal network's scores against those of the periodicities: less than held-out songs want, as these are of the collections that it has learnt from, and it is too sure of others.</summary>
    private const float NetworkWeight = 0.6f;

    private readonly OnsetFrames _frames;
    private readonly BeatActivations _activations;
    private readonly TempoEvidence _evidence = new();
    private readonly float[] _features = new float[TempoGrid.Count * TempoEvidence.FeatureCount];

    public TempoBlocks(OnsetFrames frames, BeatActivations activations, LogOdds level, CancellationToken cancellationToken)
    {
        _frames = frames;
        _activations = activations;
        Length = Math.Min(frames.Count, TempoEvidence.MostFrames);
        int count = 1 + ((frames.Count - Length + (Length / 2) - 1) / Math.Max(1, Length / 2));
        Posteriors = new float[count][];
        SignalPosteriors = new float[count][];
        for (int b = 0; b < count; b++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (SignalPosteriors[b], Posteriors[b]) = Posterior(b, level);
        }
    }

    /// <summary>Number of stretches.</summary>
    public int Count => Posteriors.Length;

    /// <summary>Frames of each.</summary>
    public int Length { get; }

    /// <summary>[Count][TempoGrid.Count] probability of each tempo; each row sums to 1.</summary>
    public float[][] Posteriors { get; }

    /// <summary>The same by the periodicities alone, without the temporal network.</summary>
    public float[][] SignalPosteriors { get; }

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

    private (float[] Signal, float[] Joint) Posterior(int block, LogOdds level)
    {
        _evidence.Compute(_frames, From(block), Length, _features);
        float[] posterior = new float[TempoGrid.Count];
        for (int i = 0; i < posterior.Length; i++)
        {
            posterior[i] = level.Evaluate(_features.AsSpan(i * TempoEvidence.FeatureCount, TempoEvidence.FeatureCount));
        }

        float[] joint = new float[TempoGrid.Count];
        _activations.Tempo(From(block), Length, joint);
        TensorPrimitives.MultiplyAdd(joint, NetworkWeight, posterior, joint);
        TensorPrimitives.SoftMax<float>(joint, joint);
        TensorPrimitives.SoftMax<float>(posterior, posterior);
        return (posterior, joint);
    }
}
