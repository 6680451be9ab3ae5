namespace AudioSampler.Inference.Checkpoints;

/// <summary>A dictionary, in the order in which it was written.</summary>
internal sealed class PickleDictionary
{
    public List<KeyValuePair<object, object?>> Items { get; } = [];
}
