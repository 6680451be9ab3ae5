namespace AudioSampler.Catalog.Upkeep;

/// <summary>What an entry of the history changed. Numbers of regions are left out: they are others where this is read in.</summary>
internal sealed record TransferChanges
{
    /// <summary>Marks.</summary>
    public IReadOnlyList<TransferEdit> Marks { get; init; } = [];

    /// <summary>Collections.</summary>
    public IReadOnlyList<TransferCollectionEdit> Collections { get; init; } = [];

    /// <summary>Paths of files that came back into the catalogue.</summary>
    public IReadOnlyList<string> Restored { get; init; } = [];

    /// <summary>What undoing it changed; null while it is not undone.</summary>
    public TransferChanges? Undoing { get; init; }
}
