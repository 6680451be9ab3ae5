namespace AudioSampler.Dsp.Rhythm;

/// <summary>How strongly something begins at each moment: one number per frame in five series of equal length.</summary>
public sealed class OnsetFrames
{
    /// <summary>Bands of <see cref="Levels"/>.</summary>
    public const int LevelBands = 24;

    /// <summary>Frames that make one of <see cref="Levels"/>.</summary>
    public const int FramesPerLevel = 2;

    /// <summary>What a level of 1 is written as.</summary>
    public const float LevelScale = 30;

    private readonly FrameSeries[] _series;
    private byte[] _levels;
    private int _levelCount;

    /// <summary>Makes empty series.</summary>
    /// <param name="capacity">Frames that they hold before they have to grow.</param>
    internal OnsetFrames(int capacity)
    {
        _series = [new(capacity), new(capacity), new(capacity), new(capacity), new(capacity)];
        _levels = new byte[LevelBands * ((capacity / FramesPerLevel) + 1)];
    }

    /// <summary>Frames per second.</summary>
    public required double FrameRateHz { get; init; }

    /// <summary>Time of frame 0 after the first sample: what makes the peak of a click fall on the click.</summary>
    public required double OffsetSeconds { get; init; }

    /// <summary>Number of frames.</summary>
    public int Count => _series[0].Count;

    /// <summary>[Count] over all frequencies.</summary>
    public ReadOnlySpan<float> Full => _series[0].Values;

    /// <summary>[Count] below 200 Hz: kick, bass.</summary>
    public ReadOnlySpan<float> Low => _series[1].Values;

    /// <summary>[Count] 200 Hz to 2 kHz: voices, snare.</summary>
    public ReadOnlySpan<float> Mid => _series[2].Values;

    /// <summary>[Count] above 2 kHz: cymbals, consonants.</summary>
    public ReadOnlySpan<float> High => _series[3].Values;

    /// <summary>[Count] how much the tonal spectrum of the next third of a second differs from that of the last one, 0…1.</summary>
    public ReadOnlySpan<float> Harmonic => _series[4].Values;

    /// <summary>One of the five, in the order full, low, mid, high, harmonic.</summary>
    public ReadOnlySpan<float> this[int series] => _series[series].Values;

    /// <summary>
    /// [pairs of frames x 24] logarithmic level of broad bands, low to high, in steps of 1/30: what a network that looks for beats hears. A last single frame is left out.
    /// </summary>
    public ReadOnlySpan<byte> Levels => _levels.AsSpan(0, _levelCount * LevelBands);

    /// <summary>Time of a frame, in seconds after the first sample.</summary>
    public double TimeOf(double frame) => OffsetSeconds + (frame / FrameRateHz);

    internal void AddOnset(float full, float low, float mid, float high)
    {
        _series[0].Add(full);
        _series[1].Add(low);
        _series[2].Add(mid);
        _series[3].Add(high);
    }

    internal void AddHarmonic(float change) => _series[4].Add(change);

    /// <summary>Adds the next [24] levels.</summary>
    internal void AddLevels(ReadOnlySpan<float> levels)
    {
        int at = _levelCount++ * LevelBands;
        if (at + LevelBands > _levels.Length)
        {
            Array.Resize(ref _levels, Math.Max(at + LevelBands, _levels.Length + (_levels.Length / 2)));
        }

        for (int band = 0; band < LevelBands; band++)
        {
            _levels[at + band] = (byte)Math.Clamp(MathF.Round(levels[band] * LevelScale), 0, byte.MaxValue);
        }
    }
}
