using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Plugins.Results;

/// <summary>What one analyzer had to say of one region, as it is stored, served and drawn.</summary>
public sealed record AnalyzerRecord
{
    /// <summary>Whether there is a result.</summary>
    public required OutcomeStatus Status { get; init; }

    /// <summary>Version of the analyzer.</summary>
    public required string Version { get; init; }

    /// <summary>How long it took, in milliseconds; null when timings are left out.</summary>
    public long? ElapsedMs { get; init; }

    /// <summary>State of each consumed result, by the name of its analyzer.</summary>
    public ImmutableSortedDictionary<string, InputStatus> Inputs
    {
        get => field ?? ImmutableSortedDictionary<string, InputStatus>.Empty;
        init;
    }

    /// <summary>Why there is no result.</summary>
    public AnalysisError? Error { get; init; }

    /// <summary>The result, such as a <see cref="TempoResult"/>.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Why a value of the result is null, by its JSON name.</summary>
    public ImmutableSortedDictionary<string, string> Reasons
    {
        get => field ?? ImmutableSortedDictionary<string, string>.Empty;
        init;
    }
}
