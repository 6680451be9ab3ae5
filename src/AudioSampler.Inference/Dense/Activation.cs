namespace AudioSampler.Inference.Dense;

/// <summary>What a layer does to its weighted sums.</summary>
public enum Activation
{
    /// <summary>Nothing.</summary>
    Linear = 0,

    /// <summary>Negative sums become 0.</summary>
    Relu = 1,
}
