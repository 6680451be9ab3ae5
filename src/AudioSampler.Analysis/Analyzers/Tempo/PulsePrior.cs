using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>What the kind of sound says on whether there is a pulse: rather in music than in speech or rain.</summary>
/// <remarks>
/// The network that judges the pulse sees periodicity alone: a calm waltz and a dripping tap look alike to it. The two opinions are joined as
/// odds (naive Bayes), that of the kind at half its weight, because both stand on the same sound and are not independent.
/// </remarks>
internal static class PulsePrior
{
    private const double Weight = 0.5;
    private const double Surest = 0.95;

    /// <summary>The probability of a pulse in the light of the kinds of the region's segments.</summary>
    /// <param name="pulse">Probability by periodicity, 0…1.</param>
    /// <param name="classification">The kinds; without them the probability stays as it is.</param>
    public static double Apply(double pulse, Outcome<ClassificationResult> classification)
    {
        double weighted = 0;
        double seconds = 0;
        foreach (ClassifiedSegment segment in classification.ValueOrNull?.Segments ?? [])
        {
            if (segment is { Kind: { } kind and not SoundKind.Silence, KindScore: { } score })
            {
                double length = segment.EndS - segment.StartS;
                weighted += length * (kind == SoundKind.Music ? score : 1 - score);
                seconds += length;
            }
        }

        if (seconds <= 0)
        {
            return pulse;
        }

        double music = Math.Clamp(weighted / seconds, 1 - Surest, Surest);
        return 1 / (1 + Math.Exp(-(LogOdds(Math.Clamp(pulse, 1e-6, 1 - 1e-6)) + (Weight * LogOdds(music)))));
    }

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));
}
