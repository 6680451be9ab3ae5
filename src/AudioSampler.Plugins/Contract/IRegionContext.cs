using AudioSampler.Plugins.Results;

namespace AudioSampler.Plugins.Contract;

/// <summary>All that an analyzer may know of the region that it is given.</summary>
public interface IRegionContext
{
    /// <summary>The file that the region is of.</summary>
    FileFacts File { get; }

    /// <summary>Position of the region in the file, from 0.</summary>
    int Index { get; }

    /// <summary>Start, in seconds from the start of the file.</summary>
    double StartSeconds { get; }

    /// <summary>End, in seconds from the start of the file.</summary>
    double EndSeconds { get; }

    /// <summary>The samples of the region. The analyzer has to declare the kind in <see cref="AnalyzerInfo.Signals"/>.</summary>
    ISignal Signal(SignalKind kind);

    /// <summary>What the producer of <typeparamref name="T"/> had to say of this region.</summary>
    /// <typeparam name="T">A record that the analyzer declares in <see cref="AnalyzerInfo.Consumes"/>.</typeparam>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> was not declared: a bug of the analyzer.</exception>
    Outcome<T> Consume<T>()
        where T : class;

    /// <summary>The record of an analyzer of this region, whatever program made it; null when it is not installed or was not asked for.</summary>
    /// <param name="analyzer">A name that the analyzer declares in <see cref="AnalyzerInfo.ConsumesOptionally"/>.</param>
    AnalyzerRecord? RecordOf(string analyzer) => null;

    /// <summary>Frame-level data of this region, computed once by its provider and shared by all analyzers that ask.</summary>
    /// <typeparam name="T">The artifact, such as an onset-strength series.</typeparam>
    /// <exception cref="InvalidOperationException">No provider of <typeparamref name="T"/> is registered.</exception>
    Task<T> ArtifactAsync<T>(CancellationToken cancellationToken)
        where T : class;
}
