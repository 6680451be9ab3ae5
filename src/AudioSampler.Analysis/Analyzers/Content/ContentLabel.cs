using AudioSampler.Analysis.Analyzers.Activations;
using AudioSampler.Analysis.Analyzers.Classification;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Inference.Tagging;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Content;

/// <summary>What to call a piece of the timeline: the best label that says more than its kind and doesn't contradict it; else the kind.</summary>
internal static class ContentLabel
{
    private static readonly HashSet<string> s_saysNoMore = new(StringComparer.Ordinal)
    {
        "Music",
        "Musical instrument",
        "Speech",
        "Singing",
        "Animal",
        "Inside, small room",
        "Inside, large room or hall",
        "Outside, urban or manmade",
        "Outside, rural or natural",
        "Silence",
    };

    /// <summary>Names a piece.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="heard">What a network heard in the region; null for none.</param>
    /// <param name="start">Start, in seconds from the start of the region.</param>
    /// <param name="end">End.</param>
    public static string Of(SoundKind kind, ActivationSeries? heard, double start, double end)
    {
        if (kind == SoundKind.Silence || heard is null || HeardSound.Of(heard, heard.Within(start, end)) is not { } sound)
        {
            return kind.ToString();
        }

        float[] scores = TagScorer.Score(heard.Tagger, sound, []);
        return TagScorer.Tags(heard.Tagger, scores).FirstOrDefault(tag => Fits(kind, tag.Label))?.Label ?? kind.ToString();
    }

    private static bool Fits(SoundKind kind, string label) =>
        !s_saysNoMore.Contains(label)
        && AudioSetLabels.Find(label)!.Group switch
        {
            LabelGroup.Vocal => kind is SoundKind.Speech or SoundKind.Singing && IsSung(label) == (kind == SoundKind.Singing),
            LabelGroup.Instrument or LabelGroup.Genre => kind == SoundKind.Music,
            LabelGroup.Event => kind == SoundKind.Environment,
            _ => false,
        };

    private static bool IsSung(string label) =>
        label.Contains("singing", StringComparison.OrdinalIgnoreCase)
        || label is "Choir" or "Chant" or "Humming" or "Yodeling" or "Rapping" or "Vocal music" or "A capella" or "Mantra";
}
