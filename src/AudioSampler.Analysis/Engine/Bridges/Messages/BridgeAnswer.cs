using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine.Bridges.Messages;

/// <summary>What a bridge answers.</summary>
internal sealed record BridgeAnswer
{
    /// <summary><c>answer</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Number of the question.</summary>
    public required long Id { get; init; }

    /// <summary>Whether there is a result.</summary>
    public required OutcomeStatus Status { get; init; }

    /// <summary>The result, an object; null when there is none.</summary>
    public JsonElement? Result { get; init; }

    // The JSON reader sets what a line leaves out to default, so that the defaults stand in the setters.

    /// <summary>Why a value of the result is null, by its name.</summary>
    public ImmutableSortedDictionary<string, string> Reasons
    {
        get;
        init => field = value ?? field;
    } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Names of consumed analyzers in whose place something else was used.</summary>
    public ImmutableArray<string> Substituted
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Why it was skipped: <c>silent</c>, <c>too_short</c> or <c>input_missing</c>; null unless skipped.</summary>
    public string? Code { get; init; }

    /// <summary>What happened, in one line; null when there is a result.</summary>
    public string? Error { get; init; }
}
