namespace AudioSampler.Dsp.Fft;

/// <summary>Which of the equal implementations runs: the best that the processor has, except in tests.</summary>
internal enum VectorPath
{
    Scalar,
    Vector128,
    Vector256,
}
