using AudioSampler.Analysis.Analyzers.Classification;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Training.Kinds;

/// <summary>Cuts recordings, as they are and varied, into the stretches that the two networks will meet.</summary>
internal static class Examples
{
    /// <summary>Blocks in a window of the timeline network: 3 s.</summary>
    public const int WindowBlocks = 32;

    /// <summary>Makes all examples.</summary>
    /// <param name="clips">The recordings.</param>
    /// <param name="variations">How often each is varied.</param>
    /// <returns>Examples of whole regions (six kinds) and of windows (four kinds).</returns>
    public static (List<Example> Regions, List<Example> Windows) Make(IReadOnlyList<Clip> clips, int variations)
    {
        List<Example> regions = [];
        List<Example> windows = [];
        Lock gate = new();
        List<Clip> free = [.. clips.Where(c => !c.TestOnly && c.Samples.Length > 0)];
        Parallel.For(
            0,
            clips.Count,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            index =>
            {
                Clip clip = clips[index];
                var random = new Random(1000 + index);
                var augmentation = new Augmentation(free, random);
                List<Example> here = [];
                List<Example> there = [];
                bool oneShot = clip.Kind is SoundKind.Percussion or SoundKind.Note;
                int rounds =
                    clip.TestOnly ? 0
                    : clip.Kind is SoundKind.Speech ? 2 * variations
                    : variations;
                for (int round = 0; round <= rounds; round++)
                {
                    float[] sound = round == 0 ? clip.Samples : augmentation.Vary(clip);
                    FeatureSeries series = FeatureSeriesProvider.Compute(new ArraySignal(sound), CancellationToken.None);
                    Cut(clip, series, 0, series.Count, round == 0, here);
                    for (int i = 0; i < 2 && !oneShot && series.Count > 6; i++)
                    {
                        // Less than 2.5 s of music may be a single note of it.
                        double shortest = clip.Kind == SoundKind.Music ? 27 : 5;
                        int length = (int)Math.Min(series.Count, shortest * Math.Pow(130 / shortest, random.NextDouble()));
                        Cut(clip, series, random.Next(series.Count - length + 1), length, original: false, here);
                    }

                    for (int i = 0; i < (oneShot ? 1 : 3); i++)
                    {
                        int length = random.NextDouble() < 0.7 ? WindowBlocks : 6 + random.Next(WindowBlocks);
                        length = Math.Min(length, series.Count);
                        Cut(clip, series, random.Next(series.Count - length + 1), length, original: false, there);
                    }
                }

                lock (gate)
                {
                    regions.AddRange(here);
                    windows.AddRange(there);
                }
            }
        );
        return (Sorted(regions), Sorted(windows));
    }

    private static void Cut(Clip clip, FeatureSeries series, int first, int count, bool original, List<Example> examples)
    {
        if (count < 1)
        {
            return;
        }

        float[] values = new float[KindStatistics.Count];
        int length = Math.Min(count, KindStatistics.MaximumBlocks);
        if (KindStatistics.Measure(series, first, length, values))
        {
            examples.Add(new Example(clip.Source, clip.Kind, values, original, clip.TestOnly));
        }
    }

    /// <summary>An order that doesn't depend on which thread was first.</summary>
    private static List<Example> Sorted(List<Example> examples) =>
        [.. examples.OrderBy(e => e.Source, StringComparer.Ordinal).ThenBy(e => e.Kind).ThenBy(e => e.Values, ValueOrder)];

    private static readonly Comparer<float[]> ValueOrder = Comparer<float[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b));
}
