namespace AudioSampler.Inference.Checkpoints;

/// <summary>Samples of a tensor, by the name of their entry in the archive.</summary>
/// <param name="Type">Type of the elements.</param>
/// <param name="Key">Name of the entry.</param>
/// <param name="Count">Number of elements.</param>
internal sealed record PickleStorage(PickleGlobal Type, string Key, long Count);
