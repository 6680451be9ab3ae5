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
        // What has been learnt from a tagger's embeddings is wrong where the tagger is: the signal alone has its say, which is wrong elsewhere.
        var wholes = new List<KindModel> { KindModel.Regions };
        if (KindModel.RegionsOf(heard?.Tagger) is { } regions)
        {
            wholes.Add(regions);
        }

        if (atLength is not null && heard?.Whole == heard?.Tagger && KindModel.SoundsOf(heard?.Tagger) is { } sounds)
        {
            wholes.Add(sounds);
        }

        float[] whole = new float[Kinds.Length];
        if (!Ask(wholes, series, heard, atLength, first, count, KindStatistics.MaximumBlocks, whole))
        {
            return null;
        }

        float[] windows = new float[KindModel.Windows.Kinds.Length];
        Ask([KindModel.WindowsOf(heard?.Tagger) ?? KindModel.Windows], series, heard, atLength, first, count, WindowBlocks, windows);
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

    /// <summary>
    /// The geometric mean of what networks of the same kinds say, each of them the mean of its answers to equal pieces of the stretch, none longer than they were trained on; false for digital silence.
    /// </summary>
    private static bool Ask(
        List<KindModel> models,
        FeatureSeries series,
        ActivationSeries? heard,
        HeardSound? atLength,
        int first,
        int count,
        int longest,
        Span<float> together
    )
    {
        int kinds = together.Length;
        float[] statistics = new float[KindStatistics.Count];
        float[] sums = new float[models.Count * kinds];
        Span<float> probabilities = stackalloc float[kinds];
        int pieces = (count + longest - 1) / longest;
        int described = 0;
        for (int i = 0; i < pieces; i++)
        {
            int start = first + (int)((long)count * i / pieces);
            int end = first + (int)((long)count * (i + 1) / pieces);
            if (!KindStatistics.Measure(series, start, end - start, statistics))
            {
                continue;
            }

            double seconds = start * FeatureLayout.BlockSeconds;
            HeardSound? sound = models.Any(model => model.EmbeddingSize > 0)
                ? HeardSound.Of(heard!, heard!.Within(seconds, seconds + ((end - start) * FeatureLayout.BlockSeconds)))
                : null;
            for (int m = 0; m < models.Count; m++)
            {
                models[m].Evaluate(Input(models[m], statistics, sound, atLength), probabilities);
                Span<float> sum = sums.AsSpan(m * kinds, kinds);
                TensorPrimitives.Add(sum, probabilities, sum);
            }

            described++;
        }

        TensorPrimitives.Divide(sums, Math.Max(1, described), sums);
        together.Fill(1);
        for (int m = 0; m < models.Count; m++)
        {
            TensorPrimitives.Multiply(together, sums.AsSpan(m * kinds, kinds), together);
        }

        TensorPrimitives.RootN(together, models.Count, together);
        return described > 0;
    }

    /// <summary>What a network takes: the statistics, the embedding of short windows, and that of long ones, as far as it knows of them; zeros where nothing was heard.</summary>
    private static float[] Input(KindModel model, float[] statistics, HeardSound? sound, HeardSound? atLength)
    {
        float[] input = new float[model.InputSize];
        statistics.CopyTo(input, 0);
        Span<float> embeddings = input.AsSpan(KindStatistics.Count);
        if (model.EmbeddingSize > 0)
        {
            sound?.Embedding.CopyTo(embeddings);
        }

        if (model.LongEmbeddingSize > 0)
        {
            atLength?.Embedding.AsSpan(0, model.LongEmbeddingSize).CopyTo(embeddings[model.EmbeddingSize..]);
        }

        return input;
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
