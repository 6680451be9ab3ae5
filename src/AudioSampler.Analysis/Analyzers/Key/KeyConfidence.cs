namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>Turns the network's probability into how often such an answer is right, learnt on excerpts of 5 to 45 s of songs that the network had not heard.</summary>
internal static class KeyConfidence
{
    private const double LongestSeconds = 45;
    private const double ShortestSeconds = 5;

    /// <summary>Logistic weights of the log odds of the best key and of the log of the seconds, and the constant. Written by <c>training/key/network.py</c>; not to be edited by hand.</summary>
    private static ReadOnlySpan<double> Weights => [1.0401, 0.75182, -1.5399];

    /// <summary>Probability that the best key is right.</summary>
    /// <param name="probability">The network's probability of it, 0…1.</param>
    /// <param name="seconds">Length of the region.</param>
    public static double Of(double probability, double seconds)
    {
        double odds = Math.Clamp(probability, 1e-6, 1 - 1e-6);
        double length = Math.Log(Math.Clamp(seconds, ShortestSeconds, LongestSeconds));
        return 1 / (1 + Math.Exp(-((Weights[0] * Math.Log(odds / (1 - odds))) + (Weights[1] * length) + Weights[2])));
    }
}
