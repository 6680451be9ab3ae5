namespace AudioSampler.Dsp.Stft;

/// <summary>What stands before the first and after the last sample of a signal.</summary>
public enum StftPadding
{
    /// <summary>Nothing: frame t begins at sample t·hop, and only whole frames count.</summary>
    None,

    /// <summary>Half a frame of zeros at each end: frame t is centred on sample t·hop.</summary>
    Zero,

    /// <summary>
    /// Half a frame of the signal mirrored at each end, the outermost sample not repeated: frame t is centred on sample t·hop. A signal
    /// shorter than that is mirrored to and fro; one sample is repeated.
    /// </summary>
    Reflect,
}
