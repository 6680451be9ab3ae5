using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine;

/// <summary>The store of results can't do what it was asked for, for a reason with a code. Stores throw nothing else for expected failures.</summary>
public abstract class StoreException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="code">Stable code.</param>
    /// <param name="message">One line that names the file and the remedy.</param>
    /// <param name="innerException">What the store's library said.</param>
    protected StoreException(AnalysisErrorCode code, string message, Exception? innerException)
        : base(message, innerException) => Error = new AnalysisError(code, message);

    /// <summary>What happened.</summary>
    public AnalysisError Error { get; }
}
