using AudioSampler.Analysis.Engine;

namespace AudioSampler.Server.Hosting;

/// <summary>An engine that somebody analyses with: it stays until they are done.</summary>
internal sealed class EngineUse(EngineRoom room, EngineHost host) : IAsyncDisposable
{
    private int _ended;

    /// <summary>The engine.</summary>
    public EngineHost Host => host;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _ended, 1) == 0 ? room.EndUseAsync(host) : ValueTask.CompletedTask;
}
