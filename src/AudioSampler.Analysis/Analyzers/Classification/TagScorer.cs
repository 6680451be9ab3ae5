using System.Collections.Immutable;
using System.Numerics.Tensors;
using AudioSampler.Analysis.Analyzers.Activations;
using AudioSampler.Inference.Dense;
using AudioSampler.Inference.Tagging;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Classification;

/// <summary>
/// Scores for the labels of a sound: the network's logits, calibrated, plus what the head adds, where there is one. The head is a small network of this
/// project over the large one's embedding and logits and over <see cref="KindStatistics"/>; it knows drums and instruments that AudioSet networks are weak in.
/// </summary>
internal static class TagScorer
{
    /// <summary>Labels in a ranking.</summary>
    public const int RankingLength = 10;

    private const string FromNetwork = "network";
    private const string FromHead = "head";
    private const double Digits = 1e4;

    /// <summary>Number of values that a head takes.</summary>
    public static int HeadInputs(TaggingNetwork network) => network.LabelCount + network.EmbeddingSize + KindStatistics.Count;

    /// <summary>Puts together what a head takes.</summary>
    public static void Describe(HeardSound heard, ReadOnlySpan<float> statistics, Span<float> inputs)
    {
        const float Bound = 12;
        Span<float> logits = inputs[..heard.Logits.Length];
        TensorPrimitives.Max(heard.Logits, -Bound, logits);
        TensorPrimitives.Min(logits, Bound, logits);
        heard.Embedding.CopyTo(inputs[heard.Logits.Length..]);
        statistics.CopyTo(inputs[(heard.Logits.Length + heard.Embedding.Length)..]);
    }

    /// <summary>Scores a sound.</summary>
    /// <param name="tagger">What heard it.</param>
    /// <param name="heard">What it heard.</param>
    /// <param name="statistics">The sound's statistics; empty to leave the head out.</param>
    /// <returns>One score for each label of the profile, 0…1.</returns>
    public static float[] Score(Tagger tagger, HeardSound heard, ReadOnlySpan<float> statistics)
    {
        ImmutableArray<LabelProfile> labels = tagger.Profile.Labels;
        float[] sums = new float[labels.Length];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = (labels[i].Scale * heard.Logits[labels[i].Output]) + labels[i].Offset;
        }

        if (tagger.Head is { } head && !statistics.IsEmpty)
        {
            float[] inputs = new float[head.InputSize];
            float[] added = new float[head.Classes.Length];
            Describe(heard, statistics, inputs);
            head.EvaluateSums(inputs, added);
            for (int i = 0; i < sums.Length; i++)
            {
                int at = tagger.HeadOutputs[i];
                sums[i] += at >= 0 ? added[at] : 0;
            }
        }

        TensorPrimitives.Sigmoid(sums, sums);
        return sums;
    }

    /// <summary>Music, speech and singing are labels as well as kinds: what the networks of kinds are sure of is not denied by the other one.</summary>
    public static void AgreeWith(KindScores kinds, Tagger tagger, Span<float> scores)
    {
        for (int i = 0; i < scores.Length; i++)
        {
            SoundKind? kind = tagger.Profile.Labels[i].Label switch
            {
                "Music" => SoundKind.Music,
                "Speech" => SoundKind.Speech,
                "Singing" => SoundKind.Singing,
                _ => null,
            };
            scores[i] = kind is { } known ? Math.Max(scores[i], kinds[known]) : scores[i];
        }
    }

    /// <summary>The labels above their thresholds, best first.</summary>
    public static ImmutableArray<TagScore> Tags(Tagger tagger, ReadOnlySpan<float> scores)
    {
        var tags = ImmutableArray.CreateBuilder<TagScore>();
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] >= tagger.Profile.Labels[i].Threshold)
            {
                tags.Add(Tag(tagger, i, scores[i]));
            }
        }

        return Sorted(tags);
    }

    /// <summary>The best labels, whatever their score.</summary>
    public static ImmutableArray<TagScore> Ranking(Tagger tagger, ReadOnlySpan<float> scores)
    {
        var tags = ImmutableArray.CreateBuilder<TagScore>(scores.Length);
        for (int i = 0; i < scores.Length; i++)
        {
            tags.Add(Tag(tagger, i, scores[i]));
        }

        return [.. Sorted(tags).Take(RankingLength)];
    }

    private static TagScore Tag(Tagger tagger, int index, float score)
    {
        string label = tagger.Profile.Labels[index].Label;
        return new TagScore(label, Math.Round(score * Digits) / Digits)
        {
            Source = tagger.HeadOutputs[index] >= 0 ? FromHead : FromNetwork,
        };
    }

    private static ImmutableArray<TagScore> Sorted(IEnumerable<TagScore> tags) =>
        [.. tags.OrderByDescending(t => t.Score).ThenBy(t => t.Label, StringComparer.Ordinal)];
}
