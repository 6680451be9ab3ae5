namespace AudioSampler.Analysis.Evaluation;

/// <summary>A labelled set can't be used.</summary>
public sealed class LabelledSetException : Exception
{
    /// <summary>Makes the failure.</summary>
    /// <param name="message">One line naming the manifest, what is wrong and the remedy.</param>
    /// <param name="innerException">What it was mapped from, if anything.</param>
    public LabelledSetException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
