namespace AudioSampler.Catalog;

/// <summary>How much there is in the catalogue.</summary>
public sealed record CatalogueStats
{
    /// <summary>Paths.</summary>
    public required long Files { get; init; }

    /// <summary>Paths whose last analysis failed.</summary>
    public required long FailedFiles { get; init; }

    /// <summary>Paths where there was no file when last looked for.</summary>
    public required long MissingFiles { get; init; }

    /// <summary>Pieces of audio with results; copies count once.</summary>
    public required long Audio { get; init; }

    /// <summary>Regions.</summary>
    public required long Regions { get; init; }

    /// <summary>Duration of all files together, in hours.</summary>
    public required double Hours { get; init; }

    /// <summary>Files by kind; files whose kind is not known are left out.</summary>
    public required IReadOnlyDictionary<string, long> Kinds { get; init; }

    /// <summary>Files by tag, the fifty most frequent.</summary>
    public required IReadOnlyDictionary<string, long> Tags { get; init; }

    /// <summary>Files by format.</summary>
    public required IReadOnlyDictionary<string, long> Formats { get; init; }

    /// <summary>Size of the database, in bytes.</summary>
    public required long DatabaseBytes { get; init; }

    /// <summary>Size of the waveforms, in bytes.</summary>
    public required long WaveformBytes { get; init; }

    /// <summary>How long searches take.</summary>
    public SearchTimes? Searches { get; init; }
}
