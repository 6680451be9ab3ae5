using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>What the kind of sound says on whether there is a pulse: rather in music than in speech or rain.</summary>
/// <remarks>
/// The network that judges the pulse sees periodicity alone: a calm waltz and a dripping tap look alike to it. The two opinions are joined as
/// odds (naive Bayes), that of the kind at half its weight, because both stand on the same sound and are not independent. Of speech the kind
/// says more: syllables come nearly as evenly as notes, and periodicity can't tell them from music, but hardly anything that is surely speech
/// has a tempo, whereas a drum loop is easily taken for noises.
/// </remarks>
internal static class PulsePrior
{
    private const double Weight = 0.5;
    private const double Surest = 0.95;
    private const double SpeechWeight = 1;
    private const double SurestSpeech = 0.98;

    /// <summary>The probability of a pulse in the light of the kinds of the region's segments.</summary>
    /// <param name="pulse">Probability by periodicity, 0…1.</param>
    /// <param name="classification">The kinds; without them the probability stays as it is.</param>
    public static double Apply(double pulse, Outcome<ClassificationResult> classification)
    {
        double weighted = 0;
        double seconds = 0;
        double spoken = 0;
        foreach (ClassifiedSegment segment in classification.ValueOrNull?.Segments ?? [])
        {
            if (segment is { Kind: { } kind and not SoundKind.Silence, KindScore: { } score })
            {
                double length = segment.EndS - segment.StartS;
                weighted += length * (kind == SoundKind.Music ? score : 1 - score);
                seconds += length;
                spoken += kind == SoundKind.Speech ? length : 0;
            }
        }

        if (seconds <= 0)
        {
            return pulse;
        }

        (double weight, double surest) = spoken > seconds / 2 ? (SpeechWeight, SurestSpeech) : (Weight, Surest);
        double music = Math.Clamp(weighted / seconds, 1 - surest, surest);
        return 1 / (1 + Math.Exp(-(LogOdds(Math.Clamp(pulse, 1e-6, 1 - 1e-6)) + (weight * LogOdds(music)))));
    }

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));
}
