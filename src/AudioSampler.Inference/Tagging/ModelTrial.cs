namespace AudioSampler.Inference.Tagging;

/// <summary>Tries whether a tagger works.</summary>
public static class ModelTrial
{
    private const int Seed = 1;
    private const float Loudness = 0.1f;

    /// <summary>Lets it hear a second of white noise.</summary>
    /// <param name="tagger">The tagger.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The best label and its score.</returns>
    /// <exception cref="ModelException">It fails, or its answers are no numbers.</exception>
    public static (string Label, double Score) Run(Tagger tagger, CancellationToken cancellationToken)
    {
        var random = new Random(Seed);
        float[] noise = new float[NetworkMel.SampleRate];
        for (int i = 0; i < noise.Length; i++)
        {
            noise[i] = Loudness * (float)((2 * random.NextDouble()) - 1);
        }

        var mel = new NetworkMel();
        mel.Push(noise);
        mel.Complete();
        float[] frames = new float[Tagger.WindowFrames * NetworkMel.BandCount];
        for (int at = 0; at < frames.Length && mel.TryRead(frames.AsSpan(at)); at += NetworkMel.BandCount) { }

        float[] logits = new float[tagger.Network.LabelCount];
        float[] embedding = new float[tagger.Network.EmbeddingSize];
        tagger.Network.Hear(frames, [0], Tagger.WindowFrames, logits, embedding, cancellationToken);
        if (!Array.TrueForAll(logits, float.IsFinite) || !Array.TrueForAll(embedding, float.IsFinite))
        {
            throw new ModelException(tagger.Name, "its answers are no numbers: the checkpoint is damaged, get it again");
        }

        LabelProfile best = tagger.Profile.Labels.MaxBy(l => (l.Scale * logits[l.Output]) + l.Offset)!;
        return (best.Label, 1 / (1 + Math.Exp(-((best.Scale * logits[best.Output]) + best.Offset))));
    }
}
