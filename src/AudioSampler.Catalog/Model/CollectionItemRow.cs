namespace AudioSampler.Catalog.Model;

/// <summary>Something in a collection.</summary>
public sealed class CollectionItemRow
{
    /// <summary>The collection.</summary>
    public long CollectionId { get; set; }

    /// <summary>What is in it.</summary>
    public long MarkId { get; set; }

    /// <summary>When it was put in, in UTC ticks.</summary>
    public long AddedTicks { get; set; }
}
