using AudioSampler.Analysis.Engine.Messages;

namespace AudioSampler.Analysis.Engine;

/// <summary>Analyses the regions of one file. The region loop speaks to it only by messages, so that it may stand in this process or in another one.</summary>
public interface IFileWorker : IAsyncDisposable
{
    /// <summary>Analyses one region and tells of it as it goes; ends with <see cref="RegionFinished"/>. Several regions may be asked for at once.</summary>
    /// <exception cref="WorkerException">The region can't be analysed for a reason outside of its analyzers.</exception>
    IAsyncEnumerable<RegionMessage> AnalyzeAsync(AnalyzeRegion request, CancellationToken cancellationToken);
}
