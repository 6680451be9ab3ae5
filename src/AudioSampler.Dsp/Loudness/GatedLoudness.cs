using System.Buffers;

namespace AudioSampler.Dsp.Loudness;

/// <summary>The figures of EBU R 128 from a series of 100 ms blocks (<see cref="LoudnessBlocks.Energies"/>).</summary>
/// <remarks>References: ITU-R BS.1770-5, 2023 (integrated loudness); EBU Tech 3341, 2016 (momentary, short-term); EBU Tech 3342, 2016 (range).</remarks>
public static class GatedLoudness
{
    /// <summary>Blocks of a momentary window (0.4 s), which is also the gating window of the integrated loudness.</summary>
    public const int MomentaryBlocks = 4;

    /// <summary>Blocks of a short-term window (3 s).</summary>
    public const int ShortTermBlocks = 30;

    private const double AbsoluteGateLufs = -70;
    private const double IntegratedGateLu = -10;
    private const double RangeGateLu = -20;

    /// <summary>Loudness of an energy.</summary>
    /// <param name="energy">Weighted sum of the channels' K-weighted mean squares.</param>
    /// <returns>LUFS; null for zero.</returns>
    public static double? Lufs(double energy) => energy > 0 ? -0.691 + (10 * Math.Log10(energy)) : null;

    /// <summary>Integrated loudness: windows of 0.4 s every 0.1 s, those below −70 LUFS left out, then those 10 LU below the mean of the others.</summary>
    /// <param name="blocks">Energies of 100 ms blocks.</param>
    /// <returns>LUFS; null when shorter than 0.4 s, or when nothing is above the gate.</returns>
    public static double? Integrated(ReadOnlySpan<float> blocks)
    {
        double? gate = GatedMean(blocks, MomentaryBlocks, Energy(AbsoluteGateLufs));
        return gate is { } mean ? Lufs(GatedMean(blocks, MomentaryBlocks, mean * Math.Pow(10, IntegratedGateLu / 10)) ?? 0) : null;
    }

    /// <summary>Loudness of each window of the given length, one per block.</summary>
    /// <param name="blocks">Energies of 100 ms blocks.</param>
    /// <param name="windowBlocks"><see cref="MomentaryBlocks"/> or <see cref="ShortTermBlocks"/>.</param>
    /// <param name="lufs">As many as there are whole windows; −∞ for digital silence.</param>
    /// <returns>Number of windows.</returns>
    public static int Windows(ReadOnlySpan<float> blocks, int windowBlocks, Span<double> lufs)
    {
        int count = WindowCount(blocks, windowBlocks);
        for (int i = 0; i < count; i++)
        {
            lufs[i] = Lufs(Mean(blocks.Slice(i, windowBlocks))) ?? double.NegativeInfinity;
        }

        return count;
    }

    /// <summary>Number of whole windows.</summary>
    public static int WindowCount(ReadOnlySpan<float> blocks, int windowBlocks) => Math.Max(0, blocks.Length - windowBlocks + 1);

    /// <summary>Largest loudness of a window of the given length.</summary>
    /// <param name="blocks">Energies of 100 ms blocks.</param>
    /// <param name="windowBlocks"><see cref="MomentaryBlocks"/> or <see cref="ShortTermBlocks"/>.</param>
    /// <returns>LUFS; null when shorter than a window, or for digital silence.</returns>
    public static double? Largest(ReadOnlySpan<float> blocks, int windowBlocks)
    {
        double largest = 0;
        for (int i = 0; i < WindowCount(blocks, windowBlocks); i++)
        {
            largest = Math.Max(largest, Mean(blocks.Slice(i, windowBlocks)));
        }

        return Lufs(largest);
    }

    /// <summary>
    /// Loudness range: short-term windows every 0.1 s, those below −70 LUFS left out, then those 20 LU below the mean of the others; from the
    /// 10th to the 95th percentile of the rest.
    /// </summary>
    /// <param name="blocks">Energies of 100 ms blocks.</param>
    /// <returns>LU; null when shorter than 3 s, or when nothing is above the gate.</returns>
    public static double? Range(ReadOnlySpan<float> blocks)
    {
        if (GatedMean(blocks, ShortTermBlocks, Energy(AbsoluteGateLufs)) is not { } mean)
        {
            return null;
        }

        double gate = Math.Max(Energy(AbsoluteGateLufs), mean * Math.Pow(10, RangeGateLu / 10));
        double[] pooled = ArrayPool<double>.Shared.Rent(WindowCount(blocks, ShortTermBlocks));
        int count = 0;
        for (int i = 0; i < WindowCount(blocks, ShortTermBlocks); i++)
        {
            double energy = Mean(blocks.Slice(i, ShortTermBlocks));
            if (energy > gate)
            {
                pooled[count++] = energy;
            }
        }

        Span<double> sorted = pooled.AsSpan(0, count);
        sorted.Sort();
        double? range = 10 * Math.Log10(Percentile(sorted, 0.95) / Percentile(sorted, 0.10));
        ArrayPool<double>.Shared.Return(pooled);
        return range;
    }

    private static double Percentile(ReadOnlySpan<double> sorted, double share) => sorted[(int)Math.Round((sorted.Length - 1) * share)];

    /// <summary>Mean energy of the windows above both the gate and −70 LUFS; null when there is none.</summary>
    private static double? GatedMean(ReadOnlySpan<float> blocks, int windowBlocks, double gate)
    {
        gate = Math.Max(gate, Energy(AbsoluteGateLufs));
        double sum = 0;
        int count = 0;
        for (int i = 0; i < WindowCount(blocks, windowBlocks); i++)
        {
            double energy = Mean(blocks.Slice(i, windowBlocks));
            if (energy > gate)
            {
                sum += energy;
                count++;
            }
        }

        return count > 0 ? sum / count : null;
    }

    private static double Mean(ReadOnlySpan<float> blocks)
    {
        double sum = 0;
        foreach (float block in blocks)
        {
            sum += block;
        }

        return sum / blocks.Length;
    }

    private static double Energy(double lufs) => Math.Pow(10, (lufs + 0.691) / 10);
}
