using AudioSampler.Dsp.Tonal;

namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>Whether a region has a key at all: the probability, and what speaks most against it.</summary>
/// <param name="Probability">That the region is tonal music, 0…1.</param>
/// <param name="Objection">What it falls short of most, in words.</param>
internal sealed record KeyEvidence(double Probability, string Objection)
{
    private static readonly string[] Objections =
    [
        "no steady pitches: the partials keep to no tuning of twelve steps",
        "hardly any tones stand out of the noise",
        "the tones favour no key over the others",
        "one note or one chord alone makes no key",
    ];

    /// <summary>Under this variety one pitch class leads nearly all the time. Of cuts of 10 s of music none lies there, of 5 s 2 %, of single notes of instruments half.</summary>
    private const double OneToneVariety = 0.35;

    /// <summary>What is left of the probability then.</summary>
    private const double OneToneProbability = 0.1;

    /// <summary>Weighs the evidence: how closely the partials keep to one tuning, how far tones stand out, how clear the best key is, and how many pitch classes take the lead in turn.</summary>
    /// <param name="frames">Chroma of the region.</param>
    /// <param name="bestLogProbability">Log probability of the best key.</param>
    public static KeyEvidence Weigh(ChromaFrames frames, double bestLogProbability)
    {
        ReadOnlySpan<double> evidence =
        [
            frames.TuningConcentration,
            Math.Log(1 + frames.MeanStrength),
            bestLogProbability,
            Variety(frames),
        ];
        double score = KeyWeights.Tonal[evidence.Length];
        int worst = 0;
        double worstShortfall = double.PositiveInfinity;
        for (int i = 0; i < evidence.Length; i++)
        {
            score += KeyWeights.Tonal[i] * evidence[i];
            double shortfall = KeyWeights.Tonal[i] * (evidence[i] - KeyWeights.TonalMean[i]);
            if (shortfall < worstShortfall)
            {
                (worst, worstShortfall) = (i, shortfall);
            }
        }

        double probability = 1 / (1 + Math.Exp(-score));
        return evidence[^1] < OneToneVariety
            ? new KeyEvidence(Math.Min(probability, OneToneProbability), Objections[^1])
            : new KeyEvidence(probability, Objections[worst]);
    }

    /// <summary>Entropy of which pitch class leads, weighted by how much sounds: 0 for one note, about 1.8 for music.</summary>
    internal static double Variety(ChromaFrames frames)
    {
        Span<double> lead = stackalloc double[12];
        lead.Clear();
        double total = 0;
        for (int v = 0; v < frames.Count; v++)
        {
            ReadOnlySpan<float> treble = frames.Treble(v);
            int best = 0;
            double sum = 0;
            for (int c = 0; c < 12; c++)
            {
                best = treble[c] > treble[best] ? c : best;
                sum += treble[c];
            }

            lead[best] += sum;
            total += sum;
        }

        double entropy = 0;
        foreach (double share in lead)
        {
            entropy -= share > 0 ? share / total * Math.Log(share / total) : 0;
        }

        return entropy;
    }
}
