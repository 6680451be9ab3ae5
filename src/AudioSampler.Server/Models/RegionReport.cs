using AudioSampler.Plugins.Results;

namespace AudioSampler.Server.Models;

/// <summary>A region with all that is known of it.</summary>
public sealed record RegionReport
{
    /// <summary>The catalogue's number of a file that holds it.</summary>
    public required long? FileId { get; init; }

    /// <summary>Absolute path of that file.</summary>
    public required string Path { get; init; }

    /// <summary>The region, as in the document of the file.</summary>
    public required RegionDocument Region { get; init; }
}
