namespace AudioSampler.Catalog.Model;

/// <summary>A region of a current generation in a few columns, for lists and searches: what the analysis found, with the user's word over it.</summary>
public sealed class RegionSummaryRow
{
    /// <summary>The region.</summary>
    public long RegionId { get; set; }

    /// <summary>The audio.</summary>
    public long AudioId { get; set; }

    /// <summary>Position in the file, from 0.</summary>
    public int Position { get; set; }

    /// <summary>The user's name; null when it has none.</summary>
    public string? Name { get; set; }

    /// <summary>Start, in seconds from the start of the file.</summary>
    public double StartS { get; set; }

    /// <summary>Duration, in seconds.</summary>
    public double DurationS { get; set; }

    /// <summary>The kind of sound; null when it is not known.</summary>
    public string? Kind { get; set; }

    /// <summary>one_shot, loop, phrase or ambience; null when it is not known.</summary>
    public string? Type { get; set; }

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

    /// <summary>Root note of a single note, as a MIDI number; null when it is none.</summary>
    public int? RootMidi { get; set; }

    /// <summary>Integrated loudness, in LUFS; null below the gate.</summary>
    public double? LoudnessLufs { get; set; }

    /// <summary>Tags of the analysis, best first, as a JSON array.</summary>
    public string Tags { get; set; } = "[]";

    /// <summary>Labels found in its results, each once, a line each, for search.</summary>
    public string Labels { get; set; } = "";

    /// <summary>1…5; null when it is not rated.</summary>
    public int? Rating { get; set; }

    /// <summary>Whether it is one of the favourites.</summary>
    public bool Favourite { get; set; }

    /// <summary>Fields that the user corrected, as a JSON array; null when none.</summary>
    public string? Corrected { get; set; }
}
