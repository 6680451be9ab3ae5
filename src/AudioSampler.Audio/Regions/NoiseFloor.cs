using AudioSampler.Dsp.Levels;

namespace AudioSampler.Audio.Regions;

/// <summary>
/// The level of the noise under a recording over time, one value per cell of 0.1 s, and how far the noise wavers.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>Candidates are windows of half a second whose five cells differ by at most 4 dB: noise is steady, sound hardly ever for so long.</item>
/// <item>The quietest candidate is the anchor. From there the floor is followed to both ends of the file: down at once, up by at most
/// 0.25 dB/s and only while the level stays within 6 dB of it. So a slow rise is followed, and a loud stretch of any length is not taken for
/// noise.</item>
/// <item>The floor is then the mean of the cells near it within 5 s to either side; a minimum alone would lie below the mean.</item>
/// <item>It is believed only if the levels say so: they lie closely about the floor or well above, with little in between, and the floor is
/// met in more than one place. The quiet beginning of a song meets neither; cutting it off would lose music, while keeping noise loses
/// nothing.</item>
/// <item>Nothing in a recording is quieter than its noise, but for the seams of pieces put together. Where more than a fiftieth of the cells
/// lie far below it, and hardly more far above, what was steady is a held note between shorter gaps.</item>
/// <item>It is not believed either when its level wavers by more than 3 dB: that is what lies between the strokes of a drum, not noise.</item>
/// </list>
/// </remarks>
internal sealed class NoiseFloor
{
    /// <summary>Hops per cell.</summary>
    public const int CellHops = 10;

    /// <summary>Level that stands for digital silence.</summary>
    public const float DigitalSilenceDb = -120;

    private const int WindowCells = 5;
    private const float SteadyDb = 4;
    private const float NearDb = 6;
    private const double RiseDbPerSecond = 0.25;
    private const int SmoothCells = 50;
    private const double LargestShareBetween = 0.25;
    private const double LargestShareBelow = 0.02;
    private const int LeastAboveForBelow = 2;
    private const double LargestDeviationDb = 3;

    private NoiseFloor(float[] levelsDb, double deviationDb)
    {
        LevelsDb = levelsDb;
        DeviationDb = deviationDb;
    }

    /// <summary>Floor per cell, in dBFS.</summary>
    public float[] LevelsDb { get; }

    /// <summary>Standard deviation of the noise's level over windows of 50 ms, in dB.</summary>
    public double DeviationDb { get; }

    /// <summary>Estimates the floor of a file.</summary>
    /// <param name="levels">The levels of the file.</param>
    /// <param name="smoothed">The same, smoothed over 50 ms, in dB.</param>
    /// <returns>The floor; null when the file shows none.</returns>
    public static NoiseFloor? Estimate(LevelSeries levels, Func<int, float> smoothed)
    {
        float[] cells = Cells(levels.MeanSquares);
        float[] windows = SteadyWindows(cells);
        (int First, int End) recorded = Recorded(cells);
        int anchor = Anchor(windows, recorded.First, recorded.End);
        if (anchor < 0)
        {
            return null;
        }

        float rise = (float)(RiseDbPerSecond * CellHops * levels.HopSeconds);
        float[] floor = Smooth(cells, Follow(cells, windows, recorded, anchor, rise));
        if (!IsBelievable(cells, floor))
        {
            return null;
        }

        double deviation = Deviation(cells, floor, levels.Count, smoothed);
        return deviation <= LargestDeviationDb ? new NoiseFloor(floor, deviation) : null;
    }

    private static float[] Cells(ReadOnlySpan<float> meanSquares)
    {
        float[] cells = new float[meanSquares.Length / CellHops];
        for (int c = 0; c < cells.Length; c++)
        {
            double sum = 0;
            foreach (float value in meanSquares.Slice(c * CellHops, CellHops))
            {
                sum += value;
            }

            cells[c] = LevelDb(sum / CellHops);
        }

        return cells;
    }

    /// <summary>Level of a mean square, in dBFS, not below <see cref="DigitalSilenceDb"/>.</summary>
    public static float LevelDb(double meanSquare) => (float)Math.Max(DigitalSilenceDb, 10 * Math.Log10(meanSquare + 1e-30));

    /// <summary>Per cell the mean level of the window that begins there, where that is steady; else NaN.</summary>
    private static float[] SteadyWindows(ReadOnlySpan<float> cells)
    {
        float[] windows = new float[cells.Length];
        Array.Fill(windows, float.NaN);
        for (int c = 0; c + WindowCells <= cells.Length; c++)
        {
            float lowest = float.MaxValue;
            float highest = float.MinValue;
            float sum = 0;
            foreach (float level in cells.Slice(c, WindowCells))
            {
                lowest = Math.Min(lowest, level);
                highest = Math.Max(highest, level);
                sum += level;
            }

            if (highest - lowest <= SteadyDb)
            {
                windows[c] = sum / WindowCells;
            }
        }

        return windows;
    }

    /// <summary>
    /// The cells without the digital silence before and after the recording: that is not its noise. Digital silence between its sounds is, and
    /// means that the file was put together from pieces.
    /// </summary>
    private static (int First, int End) Recorded(ReadOnlySpan<float> cells)
    {
        int first = 0;
        int end = cells.Length;
        while (first < end && cells[first] <= DigitalSilenceDb)
        {
            first++;
        }

        while (end > first && cells[end - 1] <= DigitalSilenceDb)
        {
            end--;
        }

        return (first, end);
    }

    /// <summary>The steady window of the lowest level; −1 when there is none.</summary>
    private static int Anchor(ReadOnlySpan<float> windows, int first, int end)
    {
        int anchor = -1;
        for (int c = first; c + WindowCells <= end; c++)
        {
            if (!float.IsNaN(windows[c]) && (anchor < 0 || windows[c] < windows[anchor]))
            {
                anchor = c;
            }
        }

        return anchor;
    }

    private static float[] Follow(
        ReadOnlySpan<float> cells,
        ReadOnlySpan<float> windows,
        (int First, int End) recorded,
        int anchor,
        float rise
    )
    {
        float[] floor = new float[cells.Length];
        float level = windows[anchor];
        for (int c = anchor; c < cells.Length; c++)
        {
            level = c < recorded.End ? Step(level, windows[Math.Max(anchor, c - WindowCells + 1)], cells[c], rise) : level;
            floor[c] = level;
        }

        level = windows[anchor];
        for (int c = anchor - 1; c >= 0; c--)
        {
            level = c >= recorded.First ? Step(level, windows[c], cells[c], rise) : level;
            floor[c] = level;
        }

        return floor;
    }

    private static float Step(float floor, float window, float cell, float rise) =>
        window < floor ? window
        : cell > floor && cell < floor + NearDb ? floor + Math.Min(rise, cell - floor)
        : floor;

    /// <summary>The mean of the cells near the floor, within some seconds; where there is none, the floor itself.</summary>
    private static float[] Smooth(ReadOnlySpan<float> cells, ReadOnlySpan<float> floor)
    {
        float[] smooth = new float[floor.Length];
        for (int c = 0; c < cells.Length; c++)
        {
            int from = Math.Max(0, c - SmoothCells);
            int to = Math.Min(cells.Length, c + SmoothCells + 1);
            double sum = 0;
            int count = 0;
            foreach (float cell in cells[from..to])
            {
                if (Math.Abs(cell - floor[c]) < NearDb)
                {
                    sum += cell;
                    count++;
                }
            }

            smooth[c] = count > 0 ? (float)(sum / count) : floor[c];
        }

        return smooth;
    }

    private static bool IsBelievable(ReadOnlySpan<float> cells, ReadOnlySpan<float> floor)
    {
        int near = 0;
        int between = 0;
        int below = 0;
        int sounds = 0;
        int stretches = 0;
        int run = 0;
        for (int c = 0; c < cells.Length; c++)
        {
            float above = cells[c] - floor[c];
            below += above < -NearDb && cells[c] > DigitalSilenceDb ? 1 : 0;
            sounds += above >= 2 * NearDb ? 1 : 0;
            if (above < NearDb / 2)
            {
                near++;
                run++;
                stretches += run == WindowCells ? 1 : 0;
            }
            else
            {
                between += above < 2 * NearDb ? 1 : 0;
                run = above < NearDb ? run : 0;
            }
        }

        bool isLowest = below <= LargestShareBelow * cells.Length || below * LeastAboveForBelow <= sounds;
        return isLowest && stretches > 1 && between <= LargestShareBetween * (near + between);
    }

    private static double Deviation(ReadOnlySpan<float> cells, ReadOnlySpan<float> floor, int hops, Func<int, float> smoothed)
    {
        double sum = 0;
        long count = 0;
        for (int c = 0; c < cells.Length; c++)
        {
            if (Math.Abs(cells[c] - floor[c]) < NearDb / 2)
            {
                float above = smoothed(Math.Min(hops - 1, (c * CellHops) + (CellHops / 2))) - floor[c];
                sum += above * above;
                count++;
            }
        }

        return count > 0 ? Math.Sqrt(sum / count) : 0;
    }
}
