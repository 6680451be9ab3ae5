namespace AudioSampler.Inference.Checkpoints;

/// <summary>A view of a storage.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">First element.</param>
/// <param name="Shape">Dimensions.</param>
/// <param name="Strides">Elements from one index to the next, for each dimension.</param>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides);
