using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Tests.Engine;

/// <summary>An analyzer that does what a test tells it.</summary>
internal sealed class ScriptedAnalyzer<T>(
    string name,
    Func<IRegionContext, CancellationToken, Task<Outcome<T>>> script,
    params Type[] consumes
) : IAnalyzer<T>
    where T : class
{
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = name,
            Version = "1.0",
            Description = "test",
            Produces = typeof(T),
            Consumes = consumes,
            Signals = [SignalKind.Analysis],
            TimeLimit = TimeSpan.FromSeconds(1),
        };

    public Task<Outcome<T>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken) => script(region, cancellationToken);
}
