using AudioSampler.Inference.Tagging;

namespace AudioSampler.Analysis;

/// <summary>Which network hears the labels.</summary>
public sealed record TaggingOptions
{
    /// <summary>Name of the model; results of another model are stale. Default: the one that comes with the program.</summary>
    public string Model { get; init; } = Tagger.EmbeddedName;
}
