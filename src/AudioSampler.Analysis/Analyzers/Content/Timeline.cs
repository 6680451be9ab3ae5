using AudioSampler.Analysis.Analyzers.Classification;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Content;

/// <summary>
/// Cuts one stretch of sound into pieces of one kind each: (1) candidates are the peaks of <see cref="Novelty"/>; (2) each piece between
/// candidates gets the probabilities of the kinds; (3) the likeliest path through the pieces, where a change costs
/// <see cref="ContentOptions.ChangePenalty"/> and less at a strong candidate (Viterbi); (4) neighbours of one kind are joined, then what
/// is too short is given to the neighbour that it is closer to; (5) the kind of each joined piece is decided on the whole of it.
/// </summary>
internal sealed class Timeline(FeatureSeries series, ActivationSeries? heard, ContentOptions options)
{
    /// <summary>Lowest novelty of a candidate.</summary>
    private const float CandidateNovelty = 0.10f;

    /// <summary>Lowest novelty where one sound gives way to another of the same kind.</summary>
    private const float OtherSoundNovelty = 0.25f;

    /// <summary>Blocks between candidates, at least: 0.6 s.</summary>
    private const int CandidateDistance = 6;

    private readonly EmbeddingChange? _change = EmbeddingChange.Of(heard);

    private static readonly SoundKind[] States = [SoundKind.Music, SoundKind.Speech, SoundKind.Singing, SoundKind.Environment];

    /// <summary>Cuts a stretch of sound.</summary>
    public List<ContentPiece> Cut(Stretch stretch, CancellationToken cancellationToken)
    {
        List<(Stretch Blocks, float Novelty)> parts = Candidates(stretch);
        double[][] evidence = new double[parts.Count][];
        for (int i = 0; i < parts.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            evidence[i] = Evidence(parts[i].Blocks);
        }

        int[] path = Viterbi(parts, evidence);
        List<ContentPiece> pieces = Join(parts, path);
        while (pieces.Count > 1 && Shortest(pieces) is int index)
        {
            pieces = Absorb(pieces, index);
        }

        return pieces;
    }

    private List<(Stretch Blocks, float Novelty)> Candidates(Stretch stretch)
    {
        float[] novelty = Novelty.Measure(series, stretch.First, stretch.Count);
        List<(Stretch, float)> parts = [];
        int start = 0;
        float startNovelty = 0;
        for (int i = CandidateDistance; i < novelty.Length - 2; i++)
        {
            if (novelty[i] >= CandidateNovelty && i - start >= CandidateDistance && IsPeak(novelty, i))
            {
                parts.Add((new Stretch(stretch.First + start, i - start, Silent: false), startNovelty));
                start = i;
                startNovelty = novelty[i];
            }
        }

        parts.Add((new Stretch(stretch.First + start, stretch.Count - start, Silent: false), startNovelty));
        return parts;
    }

    private static bool IsPeak(float[] novelty, int at)
    {
        for (int i = Math.Max(0, at - CandidateDistance); i <= Math.Min(novelty.Length - 1, at + CandidateDistance); i++)
        {
            if (novelty[i] > novelty[at] || (novelty[i] == novelty[at] && i < at))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Logarithms of the probabilities, with the weight of the piece's length.</summary>
    private double[] Evidence(Stretch blocks)
    {
        double[] logs = new double[States.Length];
        if (Scores(blocks) is not { } scores)
        {
            return logs;
        }

        // Neighbouring windows say nearly the same: the weight of the evidence grows slower than the length.
        double weight = Math.Sqrt(blocks.Count / (double)KindScores.WindowBlocks);
        for (int i = 0; i < States.Length; i++)
        {
            logs[i] = weight * Math.Log(Math.Max(1e-4f, scores[States[i]]));
        }

        return logs;
    }

    private KindScores? Scores(Stretch blocks) => KindScores.Of(series, heard, blocks.First, blocks.Count, oneShotAllowed: false);

    private int[] Viterbi(List<(Stretch Blocks, float Novelty)> parts, double[][] evidence)
    {
        int count = States.Length;
        int[,] from = new int[parts.Count, count];
        double[] best = [.. evidence[0]];
        double[] next = new double[count];
        for (int i = 1; i < parts.Count; i++)
        {
            double penalty = options.ChangePenalty / (1 + (4 * parts[i].Novelty));
            for (int state = 0; state < count; state++)
            {
                int previous = state;
                for (int other = 0; other < count; other++)
                {
                    if (best[other] - penalty > best[previous] - (previous == state ? 0 : penalty))
                    {
                        previous = other;
                    }
                }

                from[i, state] = previous;
                next[state] = best[previous] - (previous == state ? 0 : penalty) + evidence[i][state];
            }

            (best, next) = (next, best);
        }

        int[] path = new int[parts.Count];
        path[^1] = Array.IndexOf(best, best.Max());
        for (int i = parts.Count - 1; i > 0; i--)
        {
            path[i - 1] = from[i, path[i]];
        }

        return path;
    }

    private List<ContentPiece> Join(List<(Stretch Blocks, float Novelty)> parts, int[] path)
    {
        List<ContentPiece> pieces = [];
        for (int i = 0; i < parts.Count; )
        {
            int end = i + 1;
            while (end < parts.Count && path[end] == path[i] && !IsOtherSound(parts, i, end))
            {
                end++;
            }

            int first = parts[i].Blocks.First;
            ContentPiece piece = Decide(
                new Stretch(first, parts[end - 1].Blocks.End - first, Silent: false),
                parts[i].Novelty,
                States[path[i]]
            );
            pieces.Add(piece with { IsOtherSound = i > 0 && path[i] == path[i - 1] });
            i = end;
        }

        return Merge(pieces);
    }

    /// <summary>Whether at the start of a part another sound begins than what has been heard since an earlier one.</summary>
    private bool IsOtherSound(List<(Stretch Blocks, float Novelty)> parts, int since, int at) =>
        _change is not null
        && parts[at].Novelty >= OtherSoundNovelty
        && _change.At(Seconds(parts[since].Blocks.First), Seconds(parts[at].Blocks.First), Seconds(parts[at].Blocks.End))
            >= EmbeddingChange.OtherSound;

    private static double Seconds(int block) => block * FeatureLayout.BlockSeconds;

    /// <summary>Gives a piece its kind, by the whole of it.</summary>
    private ContentPiece Decide(Stretch blocks, float novelty, SoundKind suggestion)
    {
        KindScores? scores = Scores(blocks);
        SoundKind kind = scores?.Best ?? suggestion;
        return new ContentPiece(blocks, kind, scores?[kind] ?? 0, novelty);
    }

    /// <summary>Joins neighbours that turned out to be of one kind.</summary>
    private List<ContentPiece> Merge(List<ContentPiece> pieces)
    {
        List<ContentPiece> merged = [];
        foreach (ContentPiece piece in pieces)
        {
            if (merged.Count > 0 && merged[^1].Kind == piece.Kind && !piece.IsOtherSound)
            {
                ContentPiece before = merged[^1];
                var blocks = new Stretch(before.Blocks.First, piece.Blocks.End - before.Blocks.First, Silent: false);
                merged[^1] =
                    Decide(blocks, before.Novelty, piece.Kind) is { } joined && joined.Kind == piece.Kind
                        ? joined with
                        {
                            IsOtherSound = before.IsOtherSound,
                        }
                        : before with
                        {
                            Blocks = blocks,
                            Confidence = Math.Min(before.Confidence, piece.Confidence),
                        };
            }
            else
            {
                merged.Add(piece);
            }
        }

        return merged;
    }

    /// <summary>The shortest piece below the minimum; null when there is none.</summary>
    private int? Shortest(List<ContentPiece> pieces)
    {
        int index = 0;
        for (int i = 1; i < pieces.Count; i++)
        {
            index = pieces[i].Blocks.Count < pieces[index].Blocks.Count ? i : index;
        }

        return pieces[index].Blocks.Count * FeatureLayout.BlockSeconds < options.MinimumSegmentSeconds ? index : null;
    }

    /// <summary>Gives a short piece to the neighbour across the weaker border.</summary>
    private List<ContentPiece> Absorb(List<ContentPiece> pieces, int index)
    {
        bool toPrevious = index == pieces.Count - 1 || (index > 0 && pieces[index].Novelty < pieces[index + 1].Novelty);
        int left = toPrevious ? index - 1 : index;
        ContentPiece kept = pieces[toPrevious ? left : left + 1];
        var blocks = new Stretch(pieces[left].Blocks.First, pieces[left].Blocks.Count + pieces[left + 1].Blocks.Count, Silent: false);
        List<ContentPiece> rest = [.. pieces];
        rest[left] = kept with { Blocks = blocks, Novelty = pieces[left].Novelty, IsOtherSound = pieces[left].IsOtherSound };
        rest.RemoveAt(left + 1);
        return Merge(rest);
    }
}
