namespace AudioSampler.Plugins.Results;

/// <summary>A sound as a point in a space where sounds that are alike lie close together. Points of different models can't be compared.</summary>
/// <param name="Model">The model whose space it is.</param>
/// <param name="Dimensions">Number of values.</param>
/// <param name="Data">The values as 16-bit floating-point numbers, little-endian, in base 64.</param>
public sealed record SoundEmbedding(string Model, int Dimensions, string Data);
