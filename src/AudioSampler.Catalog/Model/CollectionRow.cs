namespace AudioSampler.Catalog.Model;

/// <summary>A named list of files and regions that the user put together.</summary>
public sealed class CollectionRow
{
    /// <summary>Number, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>Name; unique, whatever its case.</summary>
    public required string Name { get; set; }

    /// <summary>When it was made, in UTC ticks.</summary>
    public long CreatedTicks { get; set; }
}
