using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>A bridge can't be run, or did not keep to the protocol.</summary>
/// <param name="code">Stable code.</param>
/// <param name="what">What it did, as the end of a sentence that begins with the bridge: <c>ended itself with exit code 3</c>.</param>
/// <param name="isSkip">Whether the analyzer was not run at all.</param>
public sealed class BridgeException(AnalysisErrorCode code, string what, bool isSkip = false) : Exception(what)
{
    /// <summary>Stable code.</summary>
    public AnalysisErrorCode Code => code;

    /// <summary>Whether the analyzer was not run at all.</summary>
    public bool IsSkip => isSkip;
}
