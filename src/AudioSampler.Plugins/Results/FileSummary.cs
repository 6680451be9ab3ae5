using System.Collections.Immutable;

namespace AudioSampler.Plugins.Results;

/// <summary>A file in a few words, for lists and searches.</summary>
public sealed record FileSummary
{
    /// <summary>The kind that covers most of the sounding time; <see cref="SoundKind.Mixed"/> when none covers 60 %; null when it is not known.</summary>
    public SoundKind? Kind { get; init; }

    /// <summary>Labels shown to the user, best first.</summary>
    public ImmutableArray<TagScore> Tags
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The ten best labels whatever their score.</summary>
    public ImmutableArray<TagScore> Ranking
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Tempo and meter; null when no region has one.</summary>
    public TempoSummary? Tempo { get; init; }

    /// <summary>Key; null when no region has one.</summary>
    public KeySummary? Key { get; init; }

    /// <summary>Integrated loudness of the file, in LUFS; null below the gate.</summary>
    public double? LoudnessLufs { get; init; }

    /// <summary>Number of regions.</summary>
    public int Regions { get; init; }

    /// <summary>Number of analyses that failed.</summary>
    public int FailedAnalyses { get; init; }
}
