namespace AudioSampler.Inference.Checkpoints;

/// <summary>Names that a pickle may mention: enough to describe tensors, and nothing that does anything.</summary>
internal enum PickleGlobal
{
    OrderedDictionary,
    RebuildTensor,
    RebuildParameter,
    FloatStorage,
    HalfStorage,
    BFloat16Storage,
    DoubleStorage,
    LongStorage,
    IntStorage,
    ShortStorage,
    CharStorage,
    ByteStorage,
    BoolStorage,
}
