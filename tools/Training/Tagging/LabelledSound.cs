using System.Text.Json.Serialization;

namespace AudioSampler.Training.Tagging;

/// <summary>A recording of the index that <c>training/tagger/material.py</c> writes.</summary>
internal sealed record LabelledSound
{
    /// <summary>First sample in the file of samples.</summary>
    public required long Offset { get; init; }

    /// <summary>Number of samples.</summary>
    public required int Length { get; init; }

    /// <summary>Labels that are certain.</summary>
    public required string[] Labels { get; init; }

    /// <summary>Its kind, by the names of the scorers; null when that isn't certain.</summary>
    public string? Coarse { get; init; }
}
