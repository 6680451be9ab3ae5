namespace AudioSampler.Catalog.Marks;

/// <summary>What an entry of the history changed.</summary>
internal sealed record HistoryChanges
{
    /// <summary>Marks.</summary>
    public MarkEdit[] Marks { get; init; } = [];

    /// <summary>Collections.</summary>
    public CollectionEdit[] Collections { get; init; } = [];

    /// <summary>Regions as they were, where it cut files otherwise: those that are again as they were have their numbers again.</summary>
    public RegionNumber[] Regions { get; init; } = [];

    /// <summary>Files that came back into the catalogue: those of an entry that removed files, when it is undone.</summary>
    public long[] Restored { get; init; } = [];

    /// <summary>What undoing it changed, so that it can be done again; null while it is not undone.</summary>
    public HistoryChanges? Undoing { get; init; }

    /// <summary>Whether nothing was changed.</summary>
    internal bool AreNone => Marks.Length == 0 && Collections.Length == 0 && Restored.Length == 0;

    /// <summary>The changes that lead from what these made to what was before.</summary>
    internal HistoryChanges Reversed =>
        new()
        {
            Marks = [.. Marks.Select(edit => new MarkEdit(edit.Mark, edit.After, edit.Before))],
            Collections = [.. Collections.Select(edit => edit.Reversed)],
        };
}
