namespace AudioSampler.Inference.Checkpoints;

/// <summary>A checkpoint can't be read, or is of no kind that is understood. The message names the file and what to do.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>Says what is wrong with which file.</summary>
    /// <param name="file">Name or path of the file.</param>
    /// <param name="problem">What is wrong, and the remedy.</param>
    public CheckpointException(string file, string problem)
        : base($"{file}: {problem}") { }
}
