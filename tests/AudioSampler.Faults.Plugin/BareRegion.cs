using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Faults.Plugin;

/// <summary>A region without results of others.</summary>
internal sealed class BareRegion(IRegionContext region) : IRegionContext
{
    public FileFacts File => region.File;

    public int Index => region.Index;

    public double StartSeconds => region.StartSeconds;

    public double EndSeconds => region.EndSeconds;

    public ISignal Signal(SignalKind kind) => region.Signal(kind);

    public Outcome<T> Consume<T>()
        where T : class => Outcome<T>.Skip(AnalysisErrorCode.InputMissing, "left out on purpose");

    public Task<T> ArtifactAsync<T>(CancellationToken cancellationToken)
        where T : class => region.ArtifactAsync<T>(cancellationToken);
}
