using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog;

/// <summary>A file of the catalogue: where it is and what it holds.</summary>
public sealed record CatalogueFile
{
    /// <summary>The catalogue's number of the file.</summary>
    public required long FileId { get; init; }

    /// <summary>Absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>Hash of its audio; null when it could never be decoded.</summary>
    public string? AudioHash { get; init; }

    /// <summary>Hash of its bytes; null while it is not known.</summary>
    public string? ContentHash { get; init; }

    /// <summary>Format, duration and the like; null when it could never be probed.</summary>
    public FileFacts? Facts { get; init; }

    /// <summary>Whether there was no file at the path when it was last looked for.</summary>
    public bool Missing { get; init; }
}
