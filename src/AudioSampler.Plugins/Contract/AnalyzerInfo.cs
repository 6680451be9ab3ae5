namespace AudioSampler.Plugins.Contract;

/// <summary>What an analyzer says of itself; the engine orders analyzers by it.</summary>
public sealed record AnalyzerInfo
{
    /// <summary>Stable name, lower case: the key under <c>analyses</c> in the document.</summary>
    public required string Name { get; init; }

    /// <summary>Version, stored with each result; a new one makes old results stale.</summary>
    public required string Version { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Description { get; init; }

    /// <summary>The one record of results that the analyzer produces.</summary>
    public required Type Produces { get; init; }

    /// <summary>Result records that the analyzer reads with <see cref="IRegionContext.Consume{T}"/>; it is run after their producers.</summary>
    public IReadOnlyList<Type> Consumes { get; init; } = [];

    /// <summary>
    /// Names of analyzers, those of plugins too, whose record the analyzer reads with <see cref="IRegionContext.RecordOf"/> if there is one. Where they are
    /// installed it is run after them; where they are not, it is run all the same.
    /// </summary>
    public IReadOnlyList<string> ConsumesOptionally { get; init; } = [];

    /// <summary>Signals that the analyzer reads; only those that some analyzer declares are written to the store.</summary>
    public IReadOnlyList<SignalKind> Signals { get; init; } = [];

    /// <summary>Time limit for one region: this much, plus <see cref="TimeLimitPerAudioSecond"/> for each second of the region.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Further time allowed for each second of audio of the region.</summary>
    public TimeSpan TimeLimitPerAudioSecond { get; init; } = TimeSpan.FromMilliseconds(250);
}
