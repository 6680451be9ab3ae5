namespace AudioSampler.Catalog.Search;

/// <summary>A file in a list.</summary>
public sealed record SearchRow
{
    /// <summary>The catalogue's number of the file.</summary>
    public required long FileId { get; init; }

    /// <summary>Absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>Name without folders.</summary>
    public required string Name { get; init; }

    /// <summary>complete, partial or failed.</summary>
    public required string Status { get; init; }

    /// <summary>The kind of sound; null when it is not known.</summary>
    public string? Kind { get; init; }

    /// <summary>Beats per minute; null when there is no tempo.</summary>
    public double? Bpm { get; init; }

    /// <summary>Such as <c>3/4</c>; null when it is not known.</summary>
    public string? TimeSignature { get; init; }

    /// <summary>Such as <c>A minor</c>; null when there is no key.</summary>
    public string? Key { get; init; }

    /// <summary>Such as <c>8A</c>; null when there is no key.</summary>
    public string? Camelot { get; init; }

    /// <summary>Duration, in seconds; null when the file could not be probed.</summary>
    public double? DurationS { get; init; }

    /// <summary>Integrated loudness, in LUFS; null below the gate.</summary>
    public double? LoudnessLufs { get; init; }

    /// <summary>Labels, best first.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Number of regions; null when the file was never analysed.</summary>
    public int? Regions { get; init; }

    /// <summary>Container, such as <c>wav</c>; null when the file could not be probed.</summary>
    public string? Format { get; init; }

    /// <summary>Why the last analysis failed; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>When the path was first seen.</summary>
    public required DateTimeOffset Added { get; init; }

    /// <summary>Whether there was no file at the path when it was last looked for.</summary>
    public bool Missing { get; init; }
}
