using System.Collections.Immutable;
using System.Text.Json.Serialization;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine;

/// <summary>What is known of an analyzer without running any code of it: enough to order it, limit it, list it and blame it.</summary>
public sealed record AnalyzerDescriptor
{
    /// <summary>Stable name: the key under <c>analyses</c> in the document.</summary>
    public required string Name { get; init; }

    /// <summary>Version, stored with each result.</summary>
    public required string Version { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Description { get; init; }

    /// <summary>Names of the analyzers whose results it reads; it is run after them.</summary>
    public ImmutableArray<string> Consumes { get; init; } = [];

    /// <summary>Names of analyzers whose results it reads where they are installed: it is run after them then, and without them otherwise.</summary>
    public ImmutableArray<string> ConsumesOptionally { get; init; } = [];

    /// <summary>All that it may read.</summary>
    [JsonIgnore]
    public IEnumerable<string> Inputs => Consumes.Concat(ConsumesOptionally);

    /// <summary>Name of the record that it produces; no two analyzers produce one record.</summary>
    public required string Produces { get; init; }

    /// <summary>Signals that it reads.</summary>
    public ImmutableArray<SignalKind> Signals { get; init; } = [];

    /// <summary>Time limit for one region: this much, plus <see cref="TimeLimitPerAudioSecond"/> for each second of the region.</summary>
    public required TimeSpan TimeLimit { get; init; }

    /// <summary>Further time allowed for each second of audio of the region.</summary>
    public required TimeSpan TimeLimitPerAudioSecond { get; init; }

    /// <summary>Name of the plugin that brings it; null for those that come with the program.</summary>
    public string? Plugin { get; init; }

    /// <summary>The time limit for a region of some length, in seconds.</summary>
    public TimeSpan LimitFor(double regionSeconds) => TimeLimit + (TimeLimitPerAudioSecond * regionSeconds);
}
