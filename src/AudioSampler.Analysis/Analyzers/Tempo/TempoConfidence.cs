namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>How likely a tempo is right in the metrical level too, from the probability that the stretches give to it: the two opinions that are joined there stand on the same sound, so that together they are too sure.</summary>
internal static class TempoConfidence
{
    /// <summary>Learnt by logistic regression from held-out songs.</summary>
    private const double Offset = -0.17;
    private const double Slope = 0.67;

    private const double Least = 1e-3;

    /// <summary>Reads a confidence.</summary>
    /// <param name="probability">Mean probability of the tempi near the path, 0…1.</param>
    public static double Of(double probability)
    {
        double p = Math.Clamp(probability, Least, 1 - Least);
        return 1 / (1 + Math.Exp(-(Offset + (Slope * Math.Log(p / (1 - p))))));
    }
}
