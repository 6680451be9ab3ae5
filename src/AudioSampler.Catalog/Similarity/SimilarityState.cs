namespace AudioSampler.Catalog.Similarity;

/// <summary>What a similarity index has read: replaced as a whole once the rows that it counts are in their files.</summary>
internal sealed record SimilarityState
{
    /// <summary>Version of the files' layout.</summary>
    public required int Layout { get; init; }

    /// <summary>The network in whose space the points lie.</summary>
    public required string Model { get; init; }

    /// <summary>Values of an embedding.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Part of the files' names: they are never overwritten while others may read them.</summary>
    public required string Files { get; init; }

    /// <summary>Rows in the files that count.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows when the scale was taken.</summary>
    public required long ScaledRows { get; init; }

    /// <summary>The last row of <c>region_vectors</c> that was read.</summary>
    public required long LastId { get; init; }

    /// <summary>Scale of embeddings.</summary>
    public required float[] EmbeddingScale { get; init; }

    /// <summary>Scale of the other aspects.</summary>
    public required float[] AspectScale { get; init; }

    /// <summary>Two directions of the map, one after the other.</summary>
    public required float[] MapAxes { get; init; }
}
