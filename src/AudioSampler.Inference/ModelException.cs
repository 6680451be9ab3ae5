namespace AudioSampler.Inference;

/// <summary>A model can't be used: it is damaged, of another format, or not what was asked for.</summary>
public sealed class ModelException : Exception
{
    /// <summary>Says which model, and what is wrong with it.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="problem">What is wrong, in a few words.</param>
    public ModelException(string model, string problem)
        : base($"model {model}: {problem}")
    {
        Model = model;
    }

    /// <summary>Name of the model.</summary>
    public string Model { get; }
}
