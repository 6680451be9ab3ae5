namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>Turns the layer's probability into how often such an answer is right, learnt on excerpts of 5 to 45 s of songs that the layer had not seen.</summary>
internal static class KeyConfidence
{
    private const double LongestSeconds = 45;
    private const double ShortestSeconds = 5;

    /// <summary>Probability that the best key is right.</summary>
    /// <param name="probability">The layer's probability of it, 0…1.</param>
    /// <param name="seconds">Length of the region.</param>
    public static double Of(double probability, double seconds)
    {
        double odds = Math.Clamp(probability, 1e-6, 1 - 1e-6);
        double length = Math.Log(Math.Clamp(seconds, ShortestSeconds, LongestSeconds));
        ReadOnlySpan<double> weights = KeyWeights.Confidence;
        return 1 / (1 + Math.Exp(-((weights[0] * Math.Log(odds / (1 - odds))) + (weights[1] * length) + weights[2])));
    }
}
