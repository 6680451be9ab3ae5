namespace AudioSampler.Dsp.Mel;

/// <summary>The two mel scales in common use.</summary>
public enum MelScale
{
    /// <summary>2595 · log10(1 + f/700): O'Shaughnessy 1987, as in HTK. 1127 · ln(1 + f/700) is the same but for rounding.</summary>
    Htk,

    /// <summary>Linear below 1000 Hz (200/3 Hz a mel) and logarithmic above (27 mels for each factor of 6.4): Slaney's Auditory Toolbox, 1998.</summary>
    Slaney,
}
