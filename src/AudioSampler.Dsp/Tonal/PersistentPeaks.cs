namespace AudioSampler.Dsp.Tonal;

/// <summary>Keeps of each frame's peaks what the frame before or after has too, so that drum hits, clicks and noise fall away and held tones stay.</summary>
/// <remarks>
/// A peak keeps the smaller of its own strength and the strongest peak within about half a semitone in either neighbour frame. Frames come out one later than they go in.
/// The share of strength that is kept tells tones from noise: near 1 for an organ, low for rain.
/// </remarks>
public sealed class PersistentPeaks
{
    private static readonly LogFrequencyAxis Axis = new(LogFrequencyAxis.C1Hz / 2, 36, 36 * 9);

    private SpectralPeak[] _current = [];
    private int _currentCount;
    private float[] _before = new float[Axis.Count];
    private float[] _now = new float[Axis.Count];
    private float[] _after = new float[Axis.Count];
    private bool _started;

    /// <summary>Sum of the strengths of all peaks given so far, but those of the latest frame.</summary>
    public double GivenStrength { get; private set; }

    /// <summary>Sum of the strengths that were kept.</summary>
    public double KeptStrength { get; private set; }

    /// <summary>Takes the next frame and gives the one before it, filtered.</summary>
    /// <param name="peaks">Peaks of the next frame.</param>
    /// <param name="kept">Filled with the frame before; as long as the longest frame.</param>
    /// <returns>Number of peaks kept; −1 at the first frame, before which there is none.</returns>
    public int Push(ReadOnlySpan<SpectralPeak> peaks, Span<SpectralPeak> kept)
    {
        Array.Clear(_after);
        foreach (SpectralPeak peak in peaks)
        {
            int bin = BinOf(peak);
            _after[bin] = Math.Max(_after[bin], peak.Strength);
        }

        int count = _started ? Filter(kept) : -1;
        _started = true;
        if (_current.Length < peaks.Length)
        {
            _current = new SpectralPeak[Math.Max(peaks.Length, 2 * _current.Length)];
        }

        peaks.CopyTo(_current);
        _currentCount = peaks.Length;
        (_before, _now, _after) = (_now, _after, _before);
        return count;
    }

    /// <summary>Gives the last frame, filtered by the one before it alone.</summary>
    /// <returns>Number of peaks kept; −1 when there was no frame.</returns>
    public int Finish(Span<SpectralPeak> kept) => Push([], kept);

    private static int BinOf(SpectralPeak peak) => Math.Clamp((int)Math.Round(Axis.BinOf(peak.FrequencyHz)), 0, Axis.Count - 1);

    private int Filter(Span<SpectralPeak> kept)
    {
        int count = 0;
        foreach (SpectralPeak peak in _current.AsSpan(0, _currentCount))
        {
            int bin = BinOf(peak);
            float support = 0;
            for (int b = Math.Max(0, bin - 1); b <= Math.Min(Axis.Count - 1, bin + 1); b++)
            {
                support = Math.Max(support, Math.Max(_before[b], _after[b]));
            }

            float strength = Math.Min(peak.Strength, support);
            GivenStrength += peak.Strength;
            KeptStrength += strength;
            if (strength > 0)
            {
                kept[count++] = peak with { Strength = strength };
            }
        }

        return count;
    }
}
