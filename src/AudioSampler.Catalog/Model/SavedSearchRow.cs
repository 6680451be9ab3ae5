namespace AudioSampler.Catalog.Model;

/// <summary>A search that the user keeps: a collection that fills itself.</summary>
public sealed class SavedSearchRow
{
    /// <summary>Number, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>Name; unique, whatever its case.</summary>
    public required string Name { get; set; }

    /// <summary>files or regions.</summary>
    public required string Target { get; set; }

    /// <summary>The query.</summary>
    public required string Query { get; set; }

    /// <summary>The order; null for the usual one.</summary>
    public string? Sort { get; set; }

    /// <summary>When it was made, in UTC ticks.</summary>
    public long CreatedTicks { get; set; }
}
