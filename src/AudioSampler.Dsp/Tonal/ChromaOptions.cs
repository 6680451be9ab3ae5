namespace AudioSampler.Dsp.Tonal;

/// <summary>How chroma is computed.</summary>
public sealed record ChromaOptions
{
    /// <summary>Samples per second of the signal; 8 000 to 48 000.</summary>
    public int SampleRate { get; init; } = 22_050;

    /// <summary>Samples in a frame, a power of two. 8 192 at 22.05 kHz is 0.37 s: semitones part from about 90 Hz on, single tones below.</summary>
    public int FrameSamples { get; init; } = 8192;

    /// <summary>Samples from frame to frame.</summary>
    public int HopSamples { get; init; } = 4096;

    /// <summary>Frames that make one vector of the series.</summary>
    public int FramesPerVector { get; init; } = 3;

    /// <summary>Lowest partial, in Hz.</summary>
    public double MinHz { get; init; } = 38;

    /// <summary>Highest partial, in Hz.</summary>
    public double MaxHz { get; init; } = 3500;

    /// <summary>Partials below this count as bass in full, in Hz.</summary>
    public double BassFullHz { get; init; } = 170;

    /// <summary>Partials above this don't count as bass at all, in Hz.</summary>
    public double BassEndHz { get; init; } = 300;

    /// <summary>Lowest pitch of the treble profile, in Hz.</summary>
    public double TrebleMinHz { get; init; } = 90;

    /// <summary>A partial also speaks for the tones whose 2nd … nth harmonic it may be.</summary>
    public int Harmonics { get; init; } = 4;

    /// <summary>Weight of each further harmonic against the one before, 0…1.</summary>
    public double HarmonicDecay { get; init; } = 0.6;

    /// <summary>Ratio of a partial to the mean of its surroundings under which it doesn't count.</summary>
    public double NoiseRatio { get; init; } = 2;
}
