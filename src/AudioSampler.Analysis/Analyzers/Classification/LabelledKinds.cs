using System.Collections.Frozen;
using System.Collections.Immutable;
using AudioSampler.Inference.Tagging;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Classification;

/// <summary>
/// Lets the labels of a sound have a say in its kind: between speech and singing, between a hit and a note, and between voices, music and all other sounds. What the networks of kinds
/// and what the labels say is joined by the geometric mean, as the networks of kinds are among themselves, so that a sound is not called singing where the labels hear speech alone.
/// </summary>
/// <remarks>
/// Only of a network that was taught AudioSet itself: the embedded one's labels know no singing but what was made from speech, and its networks of kinds say all that it knows.
/// Whether what is music is a single note is not asked: the label <c>Music</c> stands for both.
/// </remarks>
internal static class LabelledKinds
{
    /// <summary>Labels below this say nothing.</summary>
    private const float Floor = 0.02f;

    /// <summary>Sides of which each takes its part of what all of them have together.</summary>
    private static readonly ImmutableArray<SoundKind[][]> s_rivals =
    [
        [
            [SoundKind.Speech],
            [SoundKind.Singing],
        ],
        [
            [SoundKind.Percussion],
            [SoundKind.Note],
        ],
        [
            [SoundKind.Speech, SoundKind.Singing],
            [SoundKind.Music, SoundKind.Percussion, SoundKind.Note],
            [SoundKind.Environment],
        ],
    ];

    /// <summary>What is struck and has no definite pitch: AudioSet's percussion without mallet percussion, tubular bells and timpani.</summary>
    private static readonly FrozenSet<string> s_hits = FrozenSet.ToFrozenSet(
        [
            "Percussion",
            "Drum kit",
            "Drum machine",
            "Drum",
            "Snare drum",
            "Rimshot",
            "Drum roll",
            "Bass drum",
            "Tabla",
            "Cymbal",
            "Hi-hat",
            "Wood block",
            "Tambourine",
            "Rattle (instrument)",
            "Maraca",
            "Gong",
            "Clapping",
            "Cowbell",
        ],
        StringComparer.Ordinal
    );

    /// <summary>The kinds with the labels' say.</summary>
    /// <param name="kinds">What the networks of kinds say.</param>
    /// <param name="tagger">Whose labels they are.</param>
    /// <param name="scores">One for each of its labels, 0…1.</param>
    public static KindScores Join(KindScores kinds, Tagger tagger, ReadOnlySpan<float> scores)
    {
        float[] heard = new float[KindScores.Kinds.Length];
        Array.Fill(heard, Floor);
        for (int i = 0; i < scores.Length; i++)
        {
            if (KindOf(tagger.Profile.Labels[i].Label) is { } kind)
            {
                int at = KindScores.Kinds.IndexOf(kind);
                heard[at] = Math.Max(heard[at], scores[i]);
            }
        }

        float[] joined = [.. kinds.Probabilities];
        foreach (SoundKind[][] sides in s_rivals)
        {
            float[] before = [.. sides.Select(side => side.Sum(kind => joined[KindScores.Kinds.IndexOf(kind)]))];
            float[] after = [.. sides.Select((side, i) => MathF.Sqrt(before[i] * side.Max(kind => heard[KindScores.Kinds.IndexOf(kind)])))];
            for (int i = 0; i < sides.Length; i++)
            {
                float factor = before[i] > 0 ? after[i] / after.Sum() * before.Sum() / before[i] : 0;
                foreach (SoundKind kind in sides[i])
                {
                    joined[KindScores.Kinds.IndexOf(kind)] *= factor;
                }
            }
        }

        return new KindScores([.. joined]);
    }

    private static SoundKind? KindOf(string label) =>
        label switch
        {
            "Speech" => SoundKind.Speech,
            "Singing" => SoundKind.Singing,
            "Music" => SoundKind.Music,
            "Musical instrument" => null,
            _ when s_hits.Contains(label) => SoundKind.Percussion,
            _ when AudioSetLabels.Find(label)?.Group == LabelGroup.Instrument => SoundKind.Note,
            _ when AudioSetLabels.Find(label)?.Group == LabelGroup.Event => SoundKind.Environment,
            _ => null,
        };
}
