using AudioSampler.Analysis.Artifacts;

namespace AudioSampler.Analysis.Analyzers.Content;

/// <summary>Splits a region into sound and silence.</summary>
internal static class SilenceGate
{
    /// <summary>Splits a region, without gaps.</summary>
    /// <param name="series">Its features.</param>
    /// <param name="options">Threshold and shortest silence.</param>
    /// <returns>Stretches that alternate between sound and silence; none for an empty region.</returns>
    public static List<Stretch> Split(FeatureSeries series, ContentOptions options)
    {
        int shortest = Math.Max(1, (int)Math.Ceiling(options.MinimumSilenceSeconds / FeatureLayout.BlockSeconds));
        List<Stretch> stretches = [];
        int soundStart = 0;
        int at = 0;
        while (at < series.Count)
        {
            if (series.LevelDb(at) >= options.SilenceDbfs)
            {
                at++;
                continue;
            }

            int start = at;
            while (at < series.Count && series.LevelDb(at) < options.SilenceDbfs)
            {
                at++;
            }

            bool all = start == 0 && at == series.Count;
            if (at - start >= shortest || all)
            {
                Add(stretches, soundStart, start, silent: false);
                Add(stretches, start, at, silent: true);
                soundStart = at;
            }
        }

        Add(stretches, soundStart, series.Count, silent: false);
        return stretches;
    }

    private static void Add(List<Stretch> stretches, int start, int end, bool silent)
    {
        if (end > start)
        {
            stretches.Add(new Stretch(start, end - start, silent));
        }
    }
}
