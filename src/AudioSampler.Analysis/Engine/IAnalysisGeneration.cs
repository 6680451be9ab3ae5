using System.Collections.Immutable;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>
/// Results of one file that are on their way into the store. Disposed without completion, it leaves no trace, unless its job may go on with it. Calls may come
/// from several threads.
/// </summary>
public interface IAnalysisGeneration : IAsyncDisposable
{
    /// <summary>The regions of the run that broke off, each with the analyses that need not be run again; empty when there is nothing to go on with.</summary>
    ImmutableArray<RegionDocument> Resumed { get; }

    /// <summary>Stores the regions; once, before any result. Results that stand in <see cref="Resumed"/> are kept.</summary>
    Task AddRegionsAsync(IReadOnlyList<RegionDocument> regions, CancellationToken cancellationToken);

    /// <summary>Stores what one analyzer had to say of one region.</summary>
    Task AddAnalysisAsync(int regionIndex, string analyzer, AnalyzerRecord record, CancellationToken cancellationToken);

    /// <summary>Hands over the waveform pyramid of the audio, a finished and closed file. The store takes the file away from its path and shows it under
    /// the audio's hash when the generation is completed; disposed without completion, it is deleted.</summary>
    /// <param name="temporaryPath">The file, on any file system; it belongs to the store from now on.</param>
    /// <param name="cancellationToken">Stops the work; the file stays where it is then.</param>
    Task AdoptWaveformAsync(string temporaryPath, CancellationToken cancellationToken);

    /// <summary>Makes this generation current and drops the one before it, in one transaction.</summary>
    /// <param name="document">The whole document, with summary and status.</param>
    /// <param name="cancellationToken">Stops the work; the generation before stays current then.</param>
    /// <returns>The document with the store's numbers of file and regions.</returns>
    Task<AnalysisDocument> CompleteAsync(AnalysisDocument document, CancellationToken cancellationToken);
}
