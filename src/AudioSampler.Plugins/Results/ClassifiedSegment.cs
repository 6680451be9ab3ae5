using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AudioSampler.Plugins.Results;

/// <summary>The classification of one content segment, made from that segment alone.</summary>
public sealed record ClassifiedSegment
{
    /// <summary>Start, in seconds from the start of the file.</summary>
    public required double StartS { get; init; }

    /// <summary>End, in seconds from the start of the file.</summary>
    public required double EndS { get; init; }

    /// <summary>Its kind; null when it is not known.</summary>
    public SoundKind? Kind { get; init; }

    /// <summary>How sure the kind is, 0…1; null when it is not known.</summary>
    public double? KindScore { get; init; }

    /// <summary>Labels above their thresholds, best first.</summary>
    public ImmutableArray<TagScore> Tags
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The segment, for searching by ear; left out where it is the whole region, or where no network heard it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SoundEmbedding? Embedding { get; init; }
}
