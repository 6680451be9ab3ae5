using System.Collections.Immutable;
using System.Text.Json;

namespace AudioSampler.Inference.Tagging;

/// <summary>How the outputs of a network are read: which labels it is trusted with, and how its logits become scores. One file a network, in <c>models/</c>.</summary>
public sealed record TaggerProfile
{
    /// <summary>Scale of logits where nothing was measured.</summary>
    private const float DefaultScale = 1;

    /// <summary>Threshold where nothing was measured.</summary>
    private const float DefaultThreshold = 0.3f;

    /// <summary>Name of the network.</summary>
    public required string Name { get; init; }

    /// <summary>Version, which changes with every training or calibration.</summary>
    public required string Version { get; init; }

    /// <summary>The labels.</summary>
    public required ImmutableArray<LabelProfile> Labels { get; init; }

    /// <summary>All labels of AudioSet as they come out of the network, for one that nothing was measured for.</summary>
    public static TaggerProfile Unmeasured(string name) =>
        new()
        {
            Name = name,
            Version = "1",
            Labels = [.. AudioSetLabels.All.Select(l => new LabelProfile(l.Name, l.Index, DefaultScale, 0, DefaultThreshold))],
        };

    /// <summary>Reads a profile.</summary>
    /// <param name="bytes">JSON.</param>
    /// <param name="fileName">Name of the file, for messages.</param>
    /// <exception cref="ModelException">It is no profile.</exception>
    public static TaggerProfile Read(ReadOnlySpan<byte> bytes, string fileName)
    {
        try
        {
            TaggerProfile? profile = JsonSerializer.Deserialize(bytes, TaggingJson.Default.TaggerProfile);
            return profile is { Labels.IsDefaultOrEmpty: false } && profile.Labels.All(l => AudioSetLabels.Find(l.Label) is not null)
                ? profile
                : throw new ModelException(fileName, "it names no labels, or labels that AudioSet doesn't have");
        }
        catch (JsonException exception)
        {
            throw new ModelException(fileName, $"it is no profile of a network: {exception.Message}");
        }
    }
}
