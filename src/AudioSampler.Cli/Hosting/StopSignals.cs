using System.Runtime.InteropServices;

namespace AudioSampler.Cli.Hosting;

/// <summary>Ctrl-C once: no new file is begun, those at work are finished. Twice, or a request to end: all stops at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _soon = new();
    private readonly CancellationTokenSource _now = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly Action<string> _tell;

    /// <summary>Begins to listen.</summary>
    /// <param name="tell">Takes a line for the user.</param>
    public StopSignals(Action<string> tell)
    {
        _tell = tell;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnTerminate);
    }

    /// <summary>Set by the first Ctrl-C: begin nothing new.</summary>
    public CancellationToken Soon => _soon.Token;

    /// <summary>Set by the second Ctrl-C or a request to end: stop.</summary>
    public CancellationToken Now => _now.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _soon.Dispose();
        _now.Dispose();
    }

    private void OnInterrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_soon.IsCancellationRequested)
        {
            _now.Cancel();
            return;
        }

        _tell("Finishing what is at work; press Ctrl-C again to stop at once. The same command goes on from here.");
        _soon.Cancel();
    }

    private void OnTerminate(PosixSignalContext context)
    {
        context.Cancel = true;
        _soon.Cancel();
        _now.Cancel();
    }
}
