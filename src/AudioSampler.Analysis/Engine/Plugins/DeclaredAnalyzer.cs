using System.Collections.Immutable;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>An analyzer as its plugin declares it.</summary>
public sealed record DeclaredAnalyzer
{
    /// <summary>Stable name: small letters, digits, hyphens and underscores, at most 64.</summary>
    public required string Name { get; init; }

    /// <summary>Version, stored with each result; a new one makes old results stale.</summary>
    public required string Version { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Description { get; init; }

    /// <summary>Name of the record that it produces.</summary>
    public required string Produces { get; init; }

    // The JSON reader sets what the file leaves out to default, so that the defaults stand in the setters.

    /// <summary>Names of the analyzers whose results it reads. Default none.</summary>
    public ImmutableArray<string> Consumes
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Names of analyzers whose results it reads where they are installed, and does without where not. Default none.</summary>
    public ImmutableArray<string> ConsumesOptionally
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>Signals that it reads. Default none.</summary>
    public ImmutableArray<SignalKind> Signals
    {
        get;
        init => field = value.IsDefault ? [] : value;
    } = [];

    /// <summary>JSON Schema of its result, a file in the folder of the plugin.</summary>
    public required string Schema { get; init; }

    /// <summary>Its limits.</summary>
    public DeclaredLimits Limits
    {
        get;
        init => field = value ?? new();
    } = new();

    /// <summary>The same for the engine.</summary>
    internal AnalyzerDescriptor Describe(string plugin) =>
        new()
        {
            Name = Name,
            Version = Version,
            Description = Description,
            Consumes = Consumes,
            ConsumesOptionally = ConsumesOptionally,
            Produces = Produces,
            Signals = Signals,
            TimeLimit = TimeSpan.FromSeconds(Limits.TimeS),
            TimeLimitPerAudioSecond = TimeSpan.FromSeconds(Limits.TimePerAudioS),
            Plugin = plugin,
        };
}
