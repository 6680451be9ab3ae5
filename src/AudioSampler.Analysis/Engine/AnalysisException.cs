using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine;

/// <summary>A file can't be analysed, for a reason with a code.</summary>
public sealed class AnalysisException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="code">Stable code.</param>
    /// <param name="message">One line that names the file and the remedy.</param>
    public AnalysisException(AnalysisErrorCode code, string message)
        : base(message) => Error = new AnalysisError(code, message);

    /// <summary>What happened.</summary>
    public AnalysisError Error { get; }
}
