using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>Stands for an analyzer that its plugin declares and that can't be run: on every region it says why.</summary>
/// <param name="descriptor">The analyzer as it is declared.</param>
/// <param name="reason">What is wrong with it or its plugin, with the remedy, in one line.</param>
internal sealed class BrokenAnalyzer(AnalyzerDescriptor descriptor, string reason) : RegisteredAnalyzer
{
    public override string Name => descriptor.Name;

    internal override string? Problem => reason;

    internal override Type? Produces => null;

    internal override AnalyzerDescriptor Describe(IReadOnlyDictionary<Type, string> producers) => descriptor;

    internal override AnalyzerRun Recall(AnalyzerRecord record) => new(record, null);

    private protected override Task<AnalyzerRun> ProduceAsync(
        AnalyzerDescriptor analyzer,
        RegionContext region,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            Recall(
                AnalyzerRecords.Skipped(
                    analyzer,
                    region.InputsOf(analyzer),
                    AnalysisErrorCode.PluginBroken,
                    $"{Name} was not run, because of the plugin {descriptor.Plugin}: {reason}"
                )
            )
        );
}
