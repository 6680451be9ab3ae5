namespace AudioSampler.Catalog.Model;

/// <summary>
/// What the user says of some audio, or of a region of it. It belongs to the audio and, for a region, to a stretch of time, so that a new analysis, which makes
/// new regions, takes nothing of it away.
/// </summary>
public sealed class MarkRow
{
    /// <summary>Number, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The audio.</summary>
    public long AudioId { get; set; }

    /// <summary>The region of the current generation that it is about; null for the audio as a whole, and while no region covers its stretch.</summary>
    public long? RegionId { get; set; }

    /// <summary>Start of the stretch, in seconds from the start of the file; null for the audio as a whole.</summary>
    public double? StartS { get; set; }

    /// <summary>End of the stretch, in seconds from the start of the file; null for the audio as a whole.</summary>
    public double? EndS { get; set; }

    /// <summary>The user's name for it; null when none.</summary>
    public string? Name { get; set; }

    /// <summary>Corrections by field, as a JSON object; null when none.</summary>
    public string? Overrides { get; set; }

    /// <summary>1…5; null when it is not rated.</summary>
    public int? Rating { get; set; }

    /// <summary>Whether it is one of the favourites.</summary>
    public bool Favourite { get; set; }

    /// <summary>A note in the user's words; null when none.</summary>
    public string? Note { get; set; }
}
