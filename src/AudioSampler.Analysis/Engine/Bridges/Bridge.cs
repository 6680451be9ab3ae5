using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AudioSampler.Analysis.Engine.Bridges.Messages;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>A program of a plugin that analyses: started when the first region needs it, kept warm for the next ones, replaced when it fails. It has one question at a time.</summary>
public sealed class Bridge : IAsyncDisposable
{
    /// <summary>Starts in a row that may fail before it is not tried again in this process.</summary>
    private const int MostFailedStarts = 3;

    private readonly BridgeDeclaration _declaration;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly TimeSpan _startLimit;
    private BridgeProcess? _process;
    private BridgeException? _startFault;
    private int _failedStarts;
    private long _lastId;

    /// <summary>Makes a bridge; nothing is started yet.</summary>
    /// <param name="declaration">What its plugin says of it.</param>
    public Bridge(BridgeDeclaration declaration)
    {
        _declaration = declaration;
        _startLimit = declaration.Analyzers.Max(a => a.StartLimit);
        Analyzers = [.. declaration.Analyzers.Select(analyzer => new BridgeAnalyzer(this, analyzer))];
    }

    /// <summary>Its analyzers, to be put among the others.</summary>
    public ImmutableArray<RegisteredAnalyzer> Analyzers { get; }

    /// <summary>What is missing for it to run, with the remedy, in one line; null when nothing is. It is looked for anew each time.</summary>
    public string? Missing => BridgeProgram.WhatIsMissing(_declaration);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            if (_turn.CurrentCount == 0)
            {
                _process.Kill(); // A question that is still open has nobody to answer to.
            }

            await _process.DisposeAsync();
            _process = null;
        }

        _turn.Dispose();
    }

    /// <summary>Waits until nobody else asks, and gets the program ready: that takes nothing from the time of the analyzer.</summary>
    internal async ValueTask<IDisposable> TakeTurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        var turn = new Turn(_turn);
        try
        {
            await GetReadyAsync(cancellationToken);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Asks; the caller has the turn.</summary>
    /// <exception cref="BridgeException">There is no answer.</exception>
    internal async Task<BridgeAnswer> AskAsync(BridgedAnalyzer analyzer, BridgeQuestion question, CancellationToken cancellationToken)
    {
        BridgeProcess process =
            _process ?? throw _startFault ?? new BridgeException(AnalysisErrorCode.Cancelled, "was closed", isSkip: true);
        question = question with { Id = ++_lastId };
        try
        {
            BridgeAnswer answer = await process.AskAsync(
                Line(question, BridgeJson.Default.BridgeQuestion),
                analyzer.MemoryLimitBytes,
                line => Understand(line, question),
                cancellationToken
            );
            if (process.ResidentBytes > analyzer.MemoryLimitBytes / 2)
            {
                await DropAsync(process, kill: false); // Worn: what it holds now would be counted against the next region.
            }

            return answer;
        }
        catch (BridgeException exception)
        {
            await DropAsync(process, kill: true);
            throw new BridgeException(exception.Code, exception.Message + process.LastWord);
        }
        catch (OperationCanceledException)
        {
            await DropAsync(process, kill: true);
            throw;
        }
    }

    private async Task GetReadyAsync(CancellationToken cancellationToken)
    {
        if (_process is not null || _failedStarts == MostFailedStarts)
        {
            return;
        }

        BridgeProcess? process = null;
        try
        {
            process = BridgeProcess.Start(_declaration);
            await ShakeHandsAsync(process, cancellationToken);
            _process = process;
            _failedStarts = 0;
        }
        catch (BridgeException exception)
        {
            if (process is not null)
            {
                await KillAsync(process);
            }

            // What is missing may be put in its place at any moment, and looking costs nothing.
            _failedStarts += exception.Code == AnalysisErrorCode.BridgeMissing ? 0 : 1;
            _startFault = new BridgeException(exception.Code, exception.Message + process?.LastWord, exception.IsSkip);
            if (_failedStarts == MostFailedStarts)
            {
                _startFault = new BridgeException(
                    AnalysisErrorCode.PluginBroken,
                    $"failed {MostFailedStarts} times to get ready and is not tried again until the next start: it {_startFault.Message}",
                    isSkip: true
                );
            }
        }
        catch (OperationCanceledException)
        {
            await KillAsync(process!);
            throw;
        }
    }

    private async Task ShakeHandsAsync(BridgeProcess process, CancellationToken cancellationToken)
    {
        var hello = new BridgeHello(
            "hello",
            BridgeProtocol.Version,
            Versioning.ProgramVersion,
            [.. _declaration.Analyzers.Select(a => a.Descriptor.Name)]
        );
        using var timeLimit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeLimit.CancelAfter(_startLimit);
        try
        {
            BridgeReady ready = await process.AskAsync(
                Line(hello, BridgeJson.Default.BridgeHello),
                _declaration.Analyzers.Max(a => a.MemoryLimitBytes),
                line => Read(line, BridgeJson.Default.BridgeReady),
                timeLimit.Token
            );
            if (FaultOf(ready) is { } fault)
            {
                throw new BridgeException(AnalysisErrorCode.PluginBroken, fault, isSkip: true);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BridgeException(AnalysisErrorCode.TimedOut, $"was not ready within {_startLimit.TotalSeconds:0.#} s");
        }
    }

    /// <summary>What differs between what it says of itself and what plugin.json declares.</summary>
    private string? FaultOf(BridgeReady ready)
    {
        if (ready.Type != "ready" || ready.Protocol != BridgeProtocol.Version)
        {
            return $"says {ready.Type} with protocol {ready.Protocol} instead of ready with protocol {BridgeProtocol.Version}";
        }

        foreach (AnalyzerDescriptor declared in _declaration.Analyzers.Select(a => a.Descriptor))
        {
            if (ready.Analyzers.FirstOrDefault(a => a.Name == declared.Name) is not { } its)
            {
                return $"has no analyzer {declared.Name}, which plugin.json declares";
            }

            if (its.Version != declared.Version)
            {
                return $"has version {its.Version} of {declared.Name}, and plugin.json declares {declared.Version}";
            }
        }

        return null;
    }

    private static BridgeAnswer Understand(ReadOnlyMemory<byte> line, BridgeQuestion question)
    {
        BridgeAnswer answer = Read(line, BridgeJson.Default.BridgeAnswer);
        return answer.Type == "answer" && answer.Id == question.Id
            ? answer
            : throw new BridgeException(
                AnalysisErrorCode.InvalidResult,
                $"gave {answer.Type} {answer.Id} where answer {question.Id} was due"
            );
    }

    private static T Read<T>(ReadOnlyMemory<byte> line, JsonTypeInfo<T> json)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line.Span, json) ?? throw new JsonException("null is no message");
        }
        catch (JsonException exception)
        {
            throw new BridgeException(
                AnalysisErrorCode.InvalidResult,
                $"printed a line that is no message of the protocol ({exception.Message.ReplaceLineEndings(" ")}): {ShownLine.Of(line.Span)}"
            );
        }
    }

    private static byte[] Line<T>(T message, JsonTypeInfo<T> json) => [.. JsonSerializer.SerializeToUtf8Bytes(message, json), (byte)'\n'];

    private async Task DropAsync(BridgeProcess process, bool kill)
    {
        if (kill)
        {
            process.Kill();
        }

        _process = null;
        await process.DisposeAsync();
    }

    private static async Task KillAsync(BridgeProcess process)
    {
        process.Kill();
        await process.DisposeAsync();
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
