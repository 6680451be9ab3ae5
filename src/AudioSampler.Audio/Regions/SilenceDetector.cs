using System.Runtime.InteropServices;
using AudioSampler.Dsp.Levels;

namespace AudioSampler.Audio.Regions;

/// <summary>Finds the regions of sound between the silences of a file.</summary>
/// <remarks>
/// <list type="number">
/// <item>The level is smoothed over 50 ms. A region opens where it rises above the threshold, and closes where it falls
/// <see cref="SilenceOptions.HysteresisDb"/> below it, so that tails belong to it.</item>
/// <item>The threshold is the absolute one, or the noise floor (see <see cref="NoiseFloor"/>) plus the relative one, whichever is higher. In
/// a file whose loudest 50 ms are below −20 dBFS the absolute threshold lies 40 dB under those.</item>
/// <item>What is cut away as noise has to be quieter than what is kept by 8 dB in the mean. Dense music is steady too, but its accents rise
/// above the rest by less than that: then the noise floor is not believed, and only the absolute threshold holds.</item>
/// <item>Regions with too short a silence between them become one; regions that are too short are left out unless there are no others;
/// what is left is padded into the silence, by half of it at most.</item>
/// <item>Where nothing rises above the threshold, the whole file is one region: nothing but noise is the sound then. Only digital silence
/// (no sample above −90 dBFS, one step of 16 bits) and a constant value have no region.</item>
/// </list>
/// </remarks>
public static class SilenceDetector
{
    /// <summary>Version of the method; a new one makes stored regions stale.</summary>
    public const string Version = "1.1";

    private const int SmoothHops = 2;
    private const float DigitalSilencePeak = 3.17e-5f;
    private const double ConstantShare = 3e-7; // what rounding leaves of the power of a constant, when its mean is taken off
    private const double RangeBelowLoudestDb = 40;
    private const double DeviationsAboveFloor = 4;
    private const double ContrastDb = 8;

    /// <summary>Finds regions.</summary>
    /// <param name="levels">The levels of the file.</param>
    /// <param name="options">What counts as silence.</param>
    /// <returns>Regions in order, not overlapping; empty for an empty file, for digital silence and for a constant value.</returns>
    /// <exception cref="ArgumentException">An option is out of its range; the message has all that are.</exception>
    public static IReadOnlyList<AudioRegion> Find(LevelSeries levels, SilenceOptions options)
    {
        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        if (IsDigitalSilence(levels))
        {
            return [];
        }

        float[] smoothed = Smooth(levels.MeanSquares);
        NoiseFloor? floor = NoiseFloor.Estimate(levels, hop => smoothed[hop]);
        List<HopRange> ranges = Ranges(levels, smoothed, floor, options);
        if (floor is not null && Contrast(levels, ranges) < ContrastDb)
        {
            ranges = Ranges(levels, smoothed, floor: null, options);
        }

        if (ranges.Count == 0)
        {
            return [Describe(levels, 0, levels.DurationSeconds)];
        }

        List<AudioRegion> regions = new(ranges.Count);
        for (int r = 0; r < ranges.Count; r++)
        {
            double before = r == 0 ? 0 : Middle(ranges[r - 1], ranges[r]) * levels.HopSeconds;
            double after = r == ranges.Count - 1 ? levels.DurationSeconds : Middle(ranges[r], ranges[r + 1]) * levels.HopSeconds;
            double start = Math.Max(before, (ranges[r].First * levels.HopSeconds) - options.PaddingSeconds);
            double end = Math.Min(after, (ranges[r].End * levels.HopSeconds) + options.PaddingSeconds);
            regions.Add(Describe(levels, start, Math.Min(end, levels.DurationSeconds)));
        }

        return regions;
    }

    private static bool IsDigitalSilence(LevelSeries levels)
    {
        for (int hop = 0; hop < levels.Count; hop++)
        {
            double peak = levels.Peaks[hop];
            if (peak > DigitalSilencePeak && levels.MeanSquares[hop] > ConstantShare * peak * peak)
            {
                return false;
            }
        }

        return true;
    }

    private static double Middle(HopRange left, HopRange right) => (left.End + right.First) / 2.0;

    private static List<HopRange> Ranges(LevelSeries levels, float[] smoothed, NoiseFloor? floor, SilenceOptions options)
    {
        List<HopRange> merged = [];
        int shortestSilence = (int)Math.Ceiling((options.MinimumSilenceSeconds / levels.HopSeconds) - 1e-9);
        foreach (HopRange open in OpenRanges(smoothed, floor, options))
        {
            if (merged.Count > 0 && open.First - merged[^1].End < shortestSilence)
            {
                merged[^1] = merged[^1] with { End = open.End };
            }
            else
            {
                merged.Add(open);
            }
        }

        double shortestRegion = options.MinimumRegionSeconds / levels.HopSeconds;
        return merged.Exists(range => range.Length >= shortestRegion) ? merged.FindAll(range => range.Length >= shortestRegion) : merged;
    }

    /// <summary>How much louder the mean power inside the ranges is than outside, in dB; infinite when nothing is outside, or it is silent.</summary>
    private static double Contrast(LevelSeries levels, List<HopRange> ranges)
    {
        double inside = 0;
        long hopsInside = 0;
        foreach (HopRange range in ranges)
        {
            foreach (float power in levels.MeanSquares[range.First..range.End])
            {
                inside += power;
            }

            hopsInside += range.Length;
        }

        double total = 0;
        foreach (float power in levels.MeanSquares)
        {
            total += power;
        }

        double outside = Math.Max(0, total - inside) / Math.Max(1, levels.Count - hopsInside);
        return hopsInside == 0 || outside <= 0 ? double.PositiveInfinity : 10 * Math.Log10(inside / hopsInside / outside);
    }

    private static IEnumerable<HopRange> OpenRanges(float[] smoothed, NoiseFloor? floor, SilenceOptions options)
    {
        double relative = Math.Max(options.RelativeThresholdDb, DeviationsAboveFloor * (floor?.DeviationDb ?? 0));
        double absolute = Math.Min(options.AbsoluteThresholdDbfs, Loudest(smoothed) - RangeBelowLoudestDb);
        int first = -1;
        for (int hop = 0; hop < smoothed.Length; hop++)
        {
            double threshold = absolute;
            if (floor is not null)
            {
                threshold = Math.Max(threshold, floor.LevelsDb[Math.Min(hop / NoiseFloor.CellHops, floor.LevelsDb.Length - 1)] + relative);
            }

            if (first < 0 && smoothed[hop] > threshold)
            {
                first = hop;
            }
            else if (first >= 0 && smoothed[hop] < threshold - options.HysteresisDb)
            {
                yield return new HopRange(first, hop);
                first = -1;
            }
        }

        if (first >= 0)
        {
            yield return new HopRange(first, smoothed.Length);
        }
    }

    private static float Loudest(float[] smoothed)
    {
        float loudest = float.MinValue;
        foreach (float level in smoothed)
        {
            loudest = Math.Max(loudest, level);
        }

        return loudest;
    }

    private static float[] Smooth(ReadOnlySpan<float> meanSquares)
    {
        float[] smoothed = new float[meanSquares.Length];
        for (int hop = 0; hop < smoothed.Length; hop++)
        {
            int from = Math.Max(0, hop - SmoothHops);
            int to = Math.Min(smoothed.Length, hop + SmoothHops + 1);
            float sum = 0;
            foreach (float value in meanSquares[from..to])
            {
                sum += value;
            }

            smoothed[hop] = NoiseFloor.LevelDb(sum / (to - from));
        }

        return smoothed;
    }

    /// <summary>A stretch as a region, with its levels.</summary>
    /// <param name="levels">The levels of the file; not empty.</param>
    /// <param name="startSeconds">Start, in seconds from the start of the file.</param>
    /// <param name="endSeconds">End.</param>
    public static AudioRegion Describe(LevelSeries levels, double startSeconds, double endSeconds)
    {
        int first = Math.Clamp((int)Math.Floor(startSeconds / levels.HopSeconds), 0, levels.Count - 1);
        int end = Math.Clamp((int)Math.Ceiling((endSeconds / levels.HopSeconds) - 1e-6), first + 1, levels.Count);
        float peak = 0;
        double sum = 0;
        for (int hop = first; hop < end; hop++)
        {
            peak = Math.Max(peak, levels.Peaks[hop]);
            sum += levels.MeanSquares[hop];
        }

        return new AudioRegion(startSeconds, endSeconds, Decibels.OfAmplitude(peak), Decibels.OfPower(sum / (end - first)));
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct HopRange(int First, int End)
    {
        public int Length => End - First;
    }
}
