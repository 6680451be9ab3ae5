namespace AudioSampler.Inference.OnnxRuntime;

/// <summary>What the runtime says when it can't do something; becomes a <see cref="ModelException"/> where the model is known.</summary>
#pragma warning disable CA1064 // It never leaves this namespace: it becomes a ModelException where the model is known.
internal sealed class OrtException(int code, string message) : Exception(message)
#pragma warning restore CA1064
{
    /// <summary>Its error code.</summary>
    public int Code => code;
}
