namespace AudioSampler.Catalog.Model;

/// <summary>A generation in a few columns, for lists and searches: what the analysis found, with the user's word over it.</summary>
public sealed class FileSummaryRow
{
    /// <summary>The generation.</summary>
    public long GenerationId { get; set; }

    /// <summary>The kind of sound; null when it is not known.</summary>
    public string? Kind { get; set; }

    /// <summary>Beats per minute; null when there is no tempo.</summary>
    public double? Bpm { get; set; }

    /// <summary>Such as <c>3/4</c>; null when it is not known.</summary>
    public string? TimeSignature { get; set; }

    /// <summary>Such as <c>A minor</c>; null when there is no key.</summary>
    public string? Key { get; set; }

    /// <summary>Pitch class of the tonic, 0 (C) … 11 (B); null when there is no key.</summary>
    public int? Tonic { get; set; }

    /// <summary>major or minor; null when there is no key.</summary>
    public string? Mode { get; set; }

    /// <summary>Such as <c>8A</c>; null when there is no key.</summary>
    public string? Camelot { get; set; }

    /// <summary>Integrated loudness, in LUFS; null below the gate.</summary>
    public double? LoudnessLufs { get; set; }

    /// <summary>Number of regions.</summary>
    public int Regions { get; set; }

    /// <summary>Number of analyses that failed.</summary>
    public int FailedAnalyses { get; set; }

    /// <summary>Labels found in the results of the regions, each once, for search.</summary>
    public string Labels { get; set; } = "";

    /// <summary>one_shot, loop, phrase or ambience, of a file with one region; else null.</summary>
    public string? Type { get; set; }

    /// <summary>1…5; null when it is not rated.</summary>
    public int? Rating { get; set; }

    /// <summary>Whether it is one of the favourites.</summary>
    public bool Favourite { get; set; }

    /// <summary>Fields that the user corrected, as a JSON array; null when none.</summary>
    public string? Corrected { get; set; }

    /// <summary>By which version of the rules the summaries of the file and its regions were made.</summary>
    public int Rules { get; set; }
}
