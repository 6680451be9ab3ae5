using AudioSampler.Analysis.Engine.Messages;

namespace AudioSampler.Analysis.Engine;

/// <summary>Analyses regions. The region loop speaks to it only by messages, so that it may stand in this process or in another one.</summary>
public interface IRegionWorker
{
    /// <summary>Analyses one region and tells of it as it goes; ends with <see cref="RegionFinished"/>. Several regions may be asked for at once.</summary>
    IAsyncEnumerable<WorkerMessage> AnalyzeAsync(StartRegion start, CancellationToken cancellationToken);
}
