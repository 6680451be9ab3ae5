namespace AudioSampler.Analysis.Artifacts;

/// <summary>Where each value stands in a block of a <see cref="FeatureSeries"/>, and the grid that it is measured on.</summary>
public static class FeatureLayout
{
    /// <summary>Samples per second of the signal that features are measured on.</summary>
    public const int SampleRate = 22_050;

    /// <summary>Samples from one frame to the next.</summary>
    public const int HopSamples = 512;

    /// <summary>Samples in a frame, centred on its hop.</summary>
    public const int FrameSamples = 2048;

    /// <summary>Frames in a block.</summary>
    public const int FramesPerBlock = 4;

    /// <summary>Samples in a block.</summary>
    public const int BlockSamples = HopSamples * FramesPerBlock;

    /// <summary>Duration of a block, in seconds: 0.0929.</summary>
    public const double BlockSeconds = (double)BlockSamples / SampleRate;

    /// <summary>RMS level of each frame's hop, in dBFS, −100 or more. [4]</summary>
    public const int Levels = 0;

    /// <summary>Mel-frequency cepstral coefficients 1…13, mean of the frames, in dB. [13]</summary>
    public const int Mfcc = Levels + FramesPerBlock;

    /// <summary>Number of cepstral coefficients in a block.</summary>
    public const int MfccCount = 13;

    /// <summary>Spectral centroid, in octaves above 1 Hz.</summary>
    public const int Centroid = Mfcc + MfccCount;

    /// <summary>Frequency below which 85 % of the energy lies, in octaves above 1 Hz.</summary>
    public const int Rolloff = Centroid + 1;

    /// <summary>Spectral flatness, in dB, 0 or less.</summary>
    public const int Flatness = Rolloff + 1;

    /// <summary>Share of neighbouring samples whose sign differs, 0…1.</summary>
    public const int ZeroCrossingRate = Flatness + 1;

    /// <summary>Mean rise of the mel bands from frame to frame, in dB.</summary>
    public const int Flux = ZeroCrossingRate + 1;

    /// <summary>The largest rise of the block's frames, in dB.</summary>
    public const int FluxPeak = Flux + 1;

    /// <summary>Share of the energy below 200 Hz, 0…1.</summary>
    public const int LowShare = FluxPeak + 1;

    /// <summary>Share of the energy above 4 kHz, 0…1.</summary>
    public const int HighShare = LowShare + 1;

    /// <summary>Largest bin against the mean, in dB, in the octaves from 250 Hz, 500 Hz, 1 kHz and 2 kHz. [4]</summary>
    public const int Crests = HighShare + 1;

    /// <summary>Number of octaves whose crest is measured.</summary>
    public const int CrestCount = 4;

    /// <summary>Share of frames whose largest bin stays where it was, in 200…800 Hz and 800…3200 Hz. [2]</summary>
    public const int PeakHeld = Crests + CrestCount;

    /// <summary>Number of ranges whose largest bin is followed.</summary>
    public const int PeakHeldCount = 2;

    /// <summary>Height of the autocorrelation's peak, 0…1, in the first and the third frame. [2]</summary>
    public const int PitchStrengths = PeakHeld + PeakHeldCount;

    /// <summary>Pitch at that peak, as a MIDI number with fractions; meaningful only where the strength is high. [2]</summary>
    public const int Pitches = PitchStrengths + PitchesPerBlock;

    /// <summary>Pitches measured in a block.</summary>
    public const int PitchesPerBlock = 2;

    /// <summary>Number of values in a block.</summary>
    public const int Count = Pitches + PitchesPerBlock;

    /// <summary>The level given to digital silence, in dBFS.</summary>
    public const float SilenceDb = -100;
}
