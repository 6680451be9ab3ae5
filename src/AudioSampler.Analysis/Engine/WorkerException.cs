namespace AudioSampler.Analysis.Engine;

/// <summary>Workers can't do their work for a reason outside of analyzers: the program is not to be found, none can be started, or the store is gone.</summary>
public sealed class WorkerException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">One line that says what happened, and the remedy.</param>
    /// <param name="innerException">What the system said; may be null.</param>
    public WorkerException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
