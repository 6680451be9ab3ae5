namespace AudioSampler.Inference.OnnxRuntime;

/// <summary>Where an output of a model goes.</summary>
/// <param name="Name">Name of the output, one of floats.</param>
/// <param name="Destination">As many elements as the output has.</param>
public readonly record struct OnnxOutput(string Name, Memory<float> Destination);
