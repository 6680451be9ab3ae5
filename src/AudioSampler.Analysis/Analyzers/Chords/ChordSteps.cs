namespace AudioSampler.Analysis.Analyzers.Chords;

/// <summary>The steps on which chords may change.</summary>
internal static class ChordSteps
{
    private const int FewestBeats = 4;

    /// <summary>Beats further apart than this are halved, in seconds.</summary>
    private const double LongestStep = 0.8;

    /// <summary>Beats nearer than this are none, in seconds.</summary>
    private const double ShortestStep = 0.05;

    /// <summary>What is left of a beat at the start or end is a step of its own from this share of a beat on.</summary>
    private const double ShortestShare = 0.3;

    private const double HalfSecond = 0.5;

    /// <summary>Bounds from beats; null when they are too few.</summary>
    /// <param name="beats">Beats in seconds from the start of the region, in order.</param>
    /// <param name="seconds">Length of the region.</param>
    /// <returns>Bounds, from 0 to the end; before the first and after the last beat they go on at the usual pace.</returns>
    public static double[]? OfBeats(ReadOnlySpan<double> beats, double seconds)
    {
        if (beats.Length < FewestBeats)
        {
            return null;
        }

        double gap = MedianGap(beats);
        if (!(gap > ShortestStep))
        {
            return null;
        }

        var all = new List<double>();
        for (int back = (int)Math.Ceiling((beats[0] / gap) - 0.5); back > 0; back--)
        {
            all.Add(beats[0] - (back * gap));
        }

        all.AddRange(beats);
        while (all[^1] < seconds - (gap / 2))
        {
            all.Add(all[^1] + gap);
        }

        var bounds = new List<double> { 0 };
        for (int i = 0; i < all.Count; i++)
        {
            Add(bounds, all[i], seconds, ShortestShare * gap);
            if (i + 1 < all.Count && all[i + 1] - all[i] > LongestStep)
            {
                Add(bounds, (all[i] + all[i + 1]) / 2, seconds, ShortestShare * gap);
            }
        }

        return End(bounds, seconds, ShortestShare * gap);
    }

    /// <summary>Bounds every half second.</summary>
    public static double[] OfTime(double seconds)
    {
        var bounds = new List<double> { 0 };
        for (int i = 1; i * HalfSecond < seconds; i++)
        {
            Add(bounds, i * HalfSecond, seconds, 0);
        }

        return End(bounds, seconds, ShortestShare * HalfSecond);
    }

    private static void Add(List<double> bounds, double time, double seconds, double shortest)
    {
        if (time > bounds[^1] + shortest && time < seconds)
        {
            bounds.Add(time);
        }
    }

    private static double[] End(List<double> bounds, double seconds, double shortest)
    {
        if (bounds.Count > 1 && seconds - bounds[^1] < shortest)
        {
            bounds.RemoveAt(bounds.Count - 1);
        }

        bounds.Add(seconds);
        return [.. bounds];
    }

    private static double MedianGap(ReadOnlySpan<double> beats)
    {
        double[] gaps = new double[beats.Length - 1];
        for (int i = 0; i < gaps.Length; i++)
        {
            gaps[i] = beats[i + 1] - beats[i];
        }

        Array.Sort(gaps);
        return gaps[gaps.Length / 2];
    }
}
