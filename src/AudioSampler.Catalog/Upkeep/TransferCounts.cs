namespace AudioSampler.Catalog.Upkeep;

/// <summary>How much was written out or read in.</summary>
public sealed record TransferCounts
{
    /// <summary>Files.</summary>
    public int Files { get; init; }

    /// <summary>Files and regions of which the user says something.</summary>
    public int Marks { get; init; }

    /// <summary>Collections.</summary>
    public int Collections { get; init; }

    /// <summary>Entries of the history.</summary>
    public int Entries { get; init; }

    /// <summary>Searches that are kept.</summary>
    public int Searches { get; init; }

    /// <summary>What could not be read in, one line each.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];
}
