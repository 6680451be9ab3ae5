using System.Collections.Immutable;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>Asks a worker to analyse one region. Samples pass by the temporary store, never in a message.</summary>
public sealed record StartRegion
{
    /// <summary>Folder of the temporary store that holds the decoded file.</summary>
    public required string StoreFolder { get; init; }

    /// <summary>The file.</summary>
    public required FileFacts File { get; init; }

    /// <summary>The region, with what is known of it already: analyzers that stand in <see cref="RegionDocument.Analyses"/> are not run again.</summary>
    public required RegionDocument Region { get; init; }

    /// <summary>Names of the analyzers to run.</summary>
    public required ImmutableArray<string> Analyzers { get; init; }
}
