namespace AudioSampler.Catalog.Model;

/// <summary>A label that the analysis gave to the file, above its threshold.</summary>
public sealed class TagRow
{
    /// <summary>The generation.</summary>
    public long GenerationId { get; set; }

    /// <summary>Place in the order, best first, from 0.</summary>
    public int Position { get; set; }

    /// <summary>The label.</summary>
    public required string Label { get; set; }

    /// <summary>0…1.</summary>
    public double Score { get; set; }
}
