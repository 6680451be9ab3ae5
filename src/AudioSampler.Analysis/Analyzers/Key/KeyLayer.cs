namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>The learnt layer: scores a description for each of the 24 keys by one set of weights for major and one for minor, read from the key's tonic on, so that a transposed piece gets the transposed scores.</summary>
internal static class KeyLayer
{
    /// <summary>Log probabilities of the keys.</summary>
    /// <param name="description">From <see cref="KeyDescription"/>, [48].</param>
    /// <param name="logProbabilities">Result, [24]; their exponentials sum to 1.</param>
    public static void Score(ReadOnlySpan<double> description, Span<double> logProbabilities)
    {
        for (int key = 0; key < MusicalKey.Count; key++)
        {
            bool major = key < 12;
            ReadOnlySpan<double> weights = major ? KeyWeights.Major : KeyWeights.Minor;
            double score = major ? 0 : KeyWeights.MinorBias;
            for (int block = 0; block < KeyDescription.Width; block += 12)
            {
                for (int degree = 0; degree < 12; degree++)
                {
                    score += weights[block + degree] * description[block + ((degree + key) % 12)];
                }
            }

            logProbabilities[key] = score;
        }

        Normalize(logProbabilities);
    }

    /// <summary>Shifts logarithms so that their exponentials sum to 1.</summary>
    public static void Normalize(Span<double> logarithms)
    {
        double largest = double.NegativeInfinity;
        foreach (double value in logarithms)
        {
            largest = Math.Max(largest, value);
        }

        double sum = 0;
        foreach (double value in logarithms)
        {
            sum += Math.Exp(value - largest);
        }

        double shift = largest + Math.Log(sum);
        foreach (ref double value in logarithms)
        {
            value -= shift;
        }
    }
}
