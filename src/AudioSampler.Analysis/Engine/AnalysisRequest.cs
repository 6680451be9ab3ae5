using System.Collections.Immutable;

namespace AudioSampler.Analysis.Engine;

/// <summary>What is to be done with a file.</summary>
public sealed record AnalysisRequest
{
    /// <summary>Names of the analyzers asked for (what they consume is run too); null stands for all.</summary>
    public ImmutableArray<string>? Only { get; init; }

    /// <summary>Whether to analyse again what is stored already. Default false.</summary>
    public bool Force { get; init; }

    /// <summary>Whether a file that turns out to hold no sound leaves no trace in the store: nobody has named it as one. Default false.</summary>
    public bool ForgetNoSound { get; init; }

    /// <summary>The job that the store keeps of this, under which an analysis that broke off is gone on with; null without one.</summary>
    public long? JobId { get; init; }
}
