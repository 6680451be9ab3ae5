using System.ComponentModel;
using System.Diagnostics;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>One running program of a bridge: sent a line, heard a line, watched all the while. It is in the group of its worker, and ends with it.</summary>
internal sealed class BridgeProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_timeToExit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_watchInterval = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly LineReader _lines;
    private readonly ErrorTail _errors;
    private int _disposed;
    private long _heldTooMuch;

    private BridgeProcess(Process process)
    {
        _process = process;
        _lines = new LineReader(process.StandardOutput.BaseStream, BridgeProtocol.LongestLine);
        _errors = new ErrorTail(process);
    }

    /// <summary>Memory that it and its own children hold, in bytes; elsewhere than on Linux that of the children does not count.</summary>
    public long ResidentBytes => ProcessMemory.ResidentBytesWithChildren(_process);

    /// <summary>The last it wrote to standard error, to be put after a message; empty when it wrote nothing.</summary>
    public string LastWord => _errors.Line is { } line ? $"; it said last: {line}" : string.Empty;

    /// <summary>Starts it.</summary>
    /// <exception cref="BridgeException">Something is missing, or the system refuses.</exception>
    public static BridgeProcess Start(BridgeDeclaration bridge)
    {
        ProcessStartInfo start = BridgeProgram.StartInfo(bridge);
        try
        {
            return new BridgeProcess(Process.Start(start)!);
        }
        catch (Win32Exception exception)
        {
            throw new BridgeException(
                AnalysisErrorCode.PluginBroken,
                $"can't be started: {start.FileName}: {exception.Message}",
                isSkip: true
            );
        }
    }

    /// <summary>Sends a line and takes the one that comes for it.</summary>
    /// <param name="line">The line, with its end.</param>
    /// <param name="memoryLimitBytes">What it may hold meanwhile.</param>
    /// <param name="understand">Reads the answer; the memory is good as long as it runs.</param>
    /// <param name="cancellationToken">Set when nobody waits any more.</param>
    /// <exception cref="BridgeException">It died, was ended, or said what <paramref name="understand"/> does not take. It is of no more use then.</exception>
    public async Task<T> AskAsync<T>(
        ReadOnlyMemory<byte> line,
        long memoryLimitBytes,
        Func<ReadOnlyMemory<byte>, T> understand,
        CancellationToken cancellationToken
    )
    {
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task watch = WatchAsync(memoryLimitBytes, asking.Token);
        try
        {
            // Read while it is written: one that prints without being asked would block, and we with it.
            Task sending = SendAsync(line);
            ReadOnlyMemory<byte>? answer = await _lines.ReadAsync().WaitAsync(cancellationToken);
            T understood = answer is { } given ? understand(given) : throw await EndedAsync(memoryLimitBytes);
            await sending.WaitAsync(cancellationToken);
            return understood;
        }
        catch (InvalidDataException exception)
        {
            throw new BridgeException(AnalysisErrorCode.InvalidResult, $"printed {exception.Message}");
        }
        catch (IOException exception)
        {
            throw new BridgeException(AnalysisErrorCode.AnalyzerFailed, $"can't be heard ({exception.Message.ReplaceLineEndings(" ")})");
        }
        finally
        {
            await asking.CancelAsync();
            await watch;
        }
    }

    /// <summary>Ends it now, and all that it has started.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }
    }

    /// <summary>Closes its standard input, which asks it to end; ends it when it doesn't.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It was dead already.
        }

        if (!await HasExitedAsync())
        {
            Kill();
            await HasExitedAsync();
        }

        _process.Dispose();
    }

    private async Task SendAsync(ReadOnlyMemory<byte> line)
    {
        try
        {
            Stream input = _process.StandardInput.BaseStream;
            await input.WriteAsync(line);
            await input.FlushAsync();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // It closed its standard input or died: what it says, or that it says nothing more, is heard on the other stream.
        }
    }

    /// <summary>Ends it when it holds more than it may.</summary>
    private async Task WatchAsync(long limit, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(s_watchInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (ResidentBytes is var held && held > limit)
                {
                    // Said before it is done: whoever hears the end asks at once why.
                    Interlocked.Exchange(ref _heldTooMuch, held);
                    Kill();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody asks any more.
        }
    }

    private async Task<BridgeException> EndedAsync(long limit)
    {
        bool exited = await HasExitedAsync();
        if (!exited)
        {
            Kill();
        }

        await Task.WhenAny(_errors.Drained, Task.Delay(s_timeToExit));
        return Interlocked.Read(ref _heldTooMuch) is > 0 and var held
                ? new BridgeException(
                    AnalysisErrorCode.OutOfMemory,
                    $"was ended at {held >> 20} MiB of memory, over its limit of {limit >> 20} MiB"
                )
            : exited ? new BridgeException(AnalysisErrorCode.AnalyzerFailed, ExitDescription.Of(_process.ExitCode))
            : new BridgeException(AnalysisErrorCode.AnalyzerFailed, "closed its standard output");
    }

    private async Task<bool> HasExitedAsync()
    {
        using var patience = new CancellationTokenSource(s_timeToExit);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
