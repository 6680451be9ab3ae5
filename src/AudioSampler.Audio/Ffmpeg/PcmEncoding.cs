namespace AudioSampler.Audio.Ffmpeg;

/// <summary>Sample formats that the decoder can ask of <c>ffmpeg</c>, best first.</summary>
internal enum PcmEncoding
{
    /// <summary>32-bit float, exact for every source up to 24 bits.</summary>
    Float32,

    /// <summary>24-bit integer: for reduced builds without float output.</summary>
    Int24,

    /// <summary>16-bit integer: for builds that have nothing better.</summary>
    Int16,
}
