using AudioSampler.Analysis.Engine.Messages;

namespace AudioSampler.Analysis.Engine;

/// <summary>Gives each file a worker.</summary>
public interface IFileWorkers : IAsyncDisposable
{
    /// <summary>A file will need a worker soon: one may get ready while the file is decoded.</summary>
    void Prepare();

    /// <summary>Names of the analyzers that can't be run because something is wrong with their plugin; finds out if it isn't known yet.</summary>
    ValueTask<IReadOnlySet<string>> BrokenAsync(CancellationToken cancellationToken);

    /// <summary>A worker for one file, as soon as there is one free; to be disposed when the file is done.</summary>
    ValueTask<IFileWorker> OpenAsync(OpenFile file, CancellationToken cancellationToken);
}
