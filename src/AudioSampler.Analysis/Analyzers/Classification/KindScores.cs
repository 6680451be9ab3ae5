using System.Collections.Immutable;
using System.Numerics.Tensors;
using AudioSampler.Analysis.Analyzers.Activations;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Classification;

/// <summary>How probable each kind is for a stretch of sound, by all networks of kinds together.</summary>
/// <param name="Probabilities">One for each of <see cref="Kinds"/>; the sum is 1.</param>
internal sealed record KindScores(ImmutableArray<float> Probabilities)
{
    /// <summary>A hit or a short burst of hits is no longer than this, unless it is one sound that rings.</summary>
    public const double LongestPercussionSeconds = 4;

    /// <summary>A single note is no longer than this, unless it is certain that it is one.</summary>
    public const double LongestNoteSeconds = 8;

    /// <summary>What is no longer than this is a hit or a note (or a word): an environment takes longer to hear, and music too.</summary>
    public const double ShortestEnvironmentSeconds = 0.3;

    /// <summary>The kinds, in the order of the probabilities.</summary>
    public static ImmutableArray<SoundKind> Kinds => KindModel.Regions.Kinds;

    /// <summary>The likeliest kind.</summary>
    public SoundKind Best => Kinds[TensorPrimitives.IndexOfMax(Probabilities.AsSpan())];

    /// <summary>The probability of a kind.</summary>
    public float this[SoundKind kind] => Probabilities[Kinds.IndexOf(kind)];

    /// <summary>Looks at a stretch.</summary>
    /// <param name="series">The features of the region.</param>
    /// <param name="heard">What a tagging network heard in it; null for none: then the signal alone decides.</param>
    /// <param name="first">First block.</param>
    /// <param name="count">Number of blocks, 1 or more.</param>
    /// <param name="oneShotAllowed">Whether the stretch may be a single hit or note; else that is music.</param>
    /// <param name="course">Whether it is one sound (<see cref="SingleSound"/>): a hit or a note then, and no music.</param>
    /// <param name="atLength">What the network of whole stretches heard in it by long windows, where it was asked; null for none.</param>
    /// <returns>The scores; null for digital silence.</returns>
    public static KindScores? Of(
        FeatureSeries series,
        ActivationSeries? heard,
        int first,
        int count,
        bool oneShotAllowed,
        OneSound course = OneSound.No,
        HeardSound? atLength = null
    )
    {
        float[] whole = new float[Kinds.Length];
        if (!Mean(KindModel.Regions, series, heard, null, first, count, KindStatistics.MaximumBlocks, whole))
        {
            return null;
        }

        // What has been learnt from a tagger's embeddings is wrong where the tagger is: the signal alone has its say, which is wrong elsewhere.
        float[] other = new float[Kinds.Length];
        int networks = 1;
        if (KindModel.RegionsOf(heard?.Tagger) is { } regions)
        {
            Mean(regions, series, heard, null, first, count, KindStatistics.MaximumBlocks, other);
            TensorPrimitives.Multiply(whole, other, whole);
            networks++;
        }

        if (atLength is not null && heard?.Whole == heard?.Tagger && KindModel.SoundsOf(heard?.Tagger) is { } sounds)
        {
            Mean(sounds, series, heard, atLength, first, count, KindStatistics.MaximumBlocks, other);
            TensorPrimitives.Multiply(whole, other, whole);
            networks++;
        }

        TensorPrimitives.RootN(whole, networks, whole);
        float[] windows = new float[KindModel.Windows.Kinds.Length];
        Mean(KindModel.WindowsOf(heard?.Tagger) ?? KindModel.Windows, series, heard, null, first, count, WindowBlocks, windows);
        double seconds = Math.Min(count * FeatureLayout.BlockSeconds, series.DurationSeconds - (first * FeatureLayout.BlockSeconds));
        if (course == OneSound.No && (!oneShotAllowed || seconds > LongestPercussionSeconds))
        {
            Move(whole, SoundKind.Percussion, SoundKind.Music);
        }

        if (course == OneSound.No && (!oneShotAllowed || seconds > LongestNoteSeconds))
        {
            Move(whole, SoundKind.Note, SoundKind.Music);
        }

        float[] joined = Joined(whole, windows);
        if (course != OneSound.No)
        {
            MusicToShots(joined, pitched: course == OneSound.Held || LikerNote(joined));
        }

        if (oneShotAllowed && seconds <= ShortestEnvironmentSeconds)
        {
            Move(joined, SoundKind.Environment, SoundKind.Percussion);
            MusicToShots(joined, LikerNote(joined));
        }

        return new KindScores([.. joined]);
    }

    /// <summary>Blocks in a window of the network of windows: 3 s.</summary>
    internal const int WindowBlocks = 32;

    /// <summary>Mean of the network's answers to equal pieces of the stretch, none longer than it was trained on; false for digital silence.</summary>
    private static bool Mean(
        KindModel model,
        FeatureSeries series,
        ActivationSeries? heard,
        HeardSound? atLength,
        int first,
        int count,
        int longest,
        Span<float> mean
    )
    {
        float[] input = new float[model.InputSize];
        Span<float> embedding = input.AsSpan(KindStatistics.Count, model.EmbeddingSize);
        atLength?.Embedding.AsSpan(0, model.LongEmbeddingSize).CopyTo(input.AsSpan(KindStatistics.Count + model.EmbeddingSize));
        Span<float> probabilities = stackalloc float[model.Kinds.Length];
        mean.Clear();
        int pieces = (count + longest - 1) / longest;
        int described = 0;
        for (int i = 0; i < pieces; i++)
        {
            int start = first + (int)((long)count * i / pieces);
            int end = first + (int)((long)count * (i + 1) / pieces);
            if (!KindStatistics.Measure(series, start, end - start, input))
            {
                continue;
            }

            if (!embedding.IsEmpty)
            {
                double seconds = start * FeatureLayout.BlockSeconds;
                Range windows = heard!.Within(seconds, seconds + ((end - start) * FeatureLayout.BlockSeconds));
                embedding.Clear();
                HeardSound.Of(heard, windows)?.Embedding.CopyTo(embedding);
            }

            model.Evaluate(input, probabilities);
            TensorPrimitives.Add(mean, probabilities, mean);
            described++;
        }

        TensorPrimitives.Divide(mean, Math.Max(1, described), mean);
        return described > 0;
    }

    private static bool LikerNote(float[] probabilities) =>
        probabilities[Kinds.IndexOf(SoundKind.Note)] > probabilities[Kinds.IndexOf(SoundKind.Percussion)];

    private static void MusicToShots(float[] probabilities, bool pitched) =>
        Move(probabilities, SoundKind.Music, pitched ? SoundKind.Note : SoundKind.Percussion);

    private static void Move(float[] probabilities, SoundKind from, SoundKind to)
    {
        probabilities[Kinds.IndexOf(to)] += probabilities[Kinds.IndexOf(from)];
        probabilities[Kinds.IndexOf(from)] = 0;
    }

    /// <summary>The geometric mean of both networks. To that of windows hits and notes are music: what it gives to music is shared out as the other does.</summary>
    private static float[] Joined(float[] whole, float[] windows)
    {
        float[] joined = new float[whole.Length];
        int music = Kinds.IndexOf(SoundKind.Music);
        int percussion = Kinds.IndexOf(SoundKind.Percussion);
        int note = Kinds.IndexOf(SoundKind.Note);
        float musical = whole[music] + whole[percussion] + whole[note];
        for (int i = 0; i < KindModel.Windows.Kinds.Length; i++)
        {
            int kind = Kinds.IndexOf(KindModel.Windows.Kinds[i]);
            float together = MathF.Sqrt(windows[i] * (kind == music ? musical : whole[kind]));
            joined[kind] = together;
        }

        if (musical > 0)
        {
            float together = joined[music];
            joined[music] = together * whole[music] / musical;
            joined[percussion] = together * whole[percussion] / musical;
            joined[note] = together * whole[note] / musical;
        }

        TensorPrimitives.Divide(joined, TensorPrimitives.Sum<float>(joined), joined);
        return joined;
    }
}
