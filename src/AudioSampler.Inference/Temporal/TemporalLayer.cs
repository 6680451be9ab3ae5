namespace AudioSampler.Inference.Temporal;

/// <summary>A convolution over time.</summary>
/// <param name="Weights">[outputs x inputs x taps], row-major.</param>
/// <param name="Biases">[outputs].</param>
/// <param name="Inputs">Number of input channels.</param>
/// <param name="Taps">Frames that it looks at: odd.</param>
/// <param name="Dilation">Frames from tap to tap.</param>
internal sealed record TemporalLayer(float[] Weights, float[] Biases, int Inputs, int Taps, int Dilation)
{
    /// <summary>Number of output channels.</summary>
    public int Outputs => Biases.Length;

    /// <summary>Frames that it looks at on each side.</summary>
    public int Reach => Taps / 2 * Dilation;
}
