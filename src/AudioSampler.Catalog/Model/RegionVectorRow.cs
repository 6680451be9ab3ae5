namespace AudioSampler.Catalog.Model;

/// <summary>A region as a point among sounds, for searches by ear.</summary>
public sealed class RegionVectorRow
{
    /// <summary>Number, never used twice: an index that has read up to one number needs to read on from there only.</summary>
    public long Id { get; set; }

    /// <summary>The region.</summary>
    public long RegionId { get; set; }

    /// <summary>The network that heard it, in whose space the point lies.</summary>
    public required string Model { get; set; }

    /// <summary>The point, packed as the similarity index reads it.</summary>
    public required byte[] Vector { get; set; }
}
