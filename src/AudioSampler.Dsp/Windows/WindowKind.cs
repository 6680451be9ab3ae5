namespace AudioSampler.Dsp.Windows;

/// <summary>The shapes of <see cref="Window"/>.</summary>
public enum WindowKind
{
    /// <summary>No shaping: all weights are 1.</summary>
    Rectangular,

    /// <summary>Raised cosine: side lobes from −31 dB, falling 18 dB an octave.</summary>
    Hann,

    /// <summary>Raised cosine on a pedestal of 0.08: side lobes below −41 dB.</summary>
    Hamming,

    /// <summary>Four-term Blackman-Harris: side lobes below −92 dB, main lobe twice as wide as Hann's.</summary>
    BlackmanHarris,
}
