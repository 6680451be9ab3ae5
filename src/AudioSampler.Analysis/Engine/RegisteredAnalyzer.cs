using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>An analyzer as the engine runs it, whatever it produces and wherever it comes from. This is the first wall: what it does becomes a record.</summary>
public abstract class RegisteredAnalyzer
{
    // How long an analyzer may take to listen when its time is up, before it counts as abandoned.
    private static readonly TimeSpan s_timeToListen = TimeSpan.FromSeconds(1);

    private protected RegisteredAnalyzer() { }

    /// <summary>Stable name.</summary>
    public abstract string Name { get; }

    /// <summary>The .NET type of its result; null when it has none here.</summary>
    internal abstract Type? Produces { get; }

    /// <summary>Registers an analyzer whose result this project's JSON knows.</summary>
    public static RegisteredAnalyzer Of<TResult>(IAnalyzer<TResult> analyzer)
        where TResult : class => Of(analyzer, (JsonTypeInfo<TResult>)AnalysisJson.Default.GetTypeInfo(typeof(TResult))!);

    /// <summary>Registers an analyzer whose result is written by the type information given.</summary>
    /// <param name="analyzer">The analyzer.</param>
    /// <param name="json">How its result is written.</param>
    /// <param name="declared">What its plugin declares of it, by which it is described; null for one of this program.</param>
    /// <param name="schema">Says what is wrong with a result as it is written, or null; null to check nothing but that it can be written.</param>
    public static RegisteredAnalyzer Of<TResult>(
        IAnalyzer<TResult> analyzer,
        JsonTypeInfo<TResult> json,
        AnalyzerDescriptor? declared = null,
        IResultSchema? schema = null
    )
        where TResult : class => new TypedAnalyzer<TResult>(analyzer, json, declared, schema);

    /// <summary>Why it can't be run as things stand, with the remedy, in one line; null when nothing is known to be wrong.</summary>
    internal virtual string? Problem => null;

    /// <summary>Describes it; what it consumes by type is named by its producer.</summary>
    internal abstract AnalyzerDescriptor Describe(IReadOnlyDictionary<Type, string> producers);

    /// <summary>A run that is known from a stored record, for those who consume it.</summary>
    internal abstract AnalyzerRun Recall(AnalyzerRecord record);

    /// <summary>Waits until the analyzer can begin, where it has to wait for others: before it takes a place among those at work, and before its time counts.</summary>
    /// <returns>To be disposed when it is done.</returns>
    internal virtual ValueTask<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken) => default;

    /// <summary>Lets go of what it holds.</summary>
    internal virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    /// <summary>Runs the analyzer on a region. Never throws but when <paramref name="cancellationToken"/> is set: whatever happens becomes a record.</summary>
    /// <returns>What is stored, and the outcome for those who consume it.</returns>
    internal async Task<AnalyzerRun> RunAsync(AnalyzerDescriptor descriptor, RegionContext region, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        AnalyzerRun run = await ProduceInTimeAsync(descriptor, region, cancellationToken);
        return run with { Record = run.Record with { ElapsedMs = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds } };
    }

    /// <summary>Does the work: the wall stands around it.</summary>
    private protected abstract Task<AnalyzerRun> ProduceAsync(
        AnalyzerDescriptor descriptor,
        RegionContext region,
        CancellationToken cancellationToken
    );

    /// <summary>A failure, as a record and for those who consume it.</summary>
    private protected AnalyzerRun Fail(
        AnalyzerDescriptor descriptor,
        RegionContext region,
        AnalysisErrorCode code,
        string message,
        bool abandoned = false
    ) => Recall(AnalyzerRecords.Failed(descriptor, region.InputsOf(descriptor), code, message)) with { Abandoned = abandoned };

    /// <summary>An exception in one line.</summary>
    internal static string OneLine(Exception exception) => $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}";

    private async Task<AnalyzerRun> ProduceInTimeAsync(
        AnalyzerDescriptor descriptor,
        RegionContext region,
        CancellationToken cancellationToken
    )
    {
        TimeSpan limit = descriptor.LimitFor(region.EndSeconds - region.StartSeconds);
        using var timeLimit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeLimit.CancelAfter(limit);
        Task<AnalyzerRun>? work = null;
        try
        {
            // WaitAsync leaves an analyzer behind that doesn't listen to its token: the rest of the file must not wait for it.
            CancellationToken token = timeLimit.Token;
            work = Task.Run(() => ProduceAsync(descriptor, region, token), token);
            return await work.WaitAsync(token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            bool abandoned = work is not null && await Task.WhenAny(work, Task.Delay(s_timeToListen, cancellationToken)) != work;
            return Fail(
                descriptor,
                region,
                AnalysisErrorCode.TimedOut,
                AnalyzerRecords.TooSlow(descriptor, limit, region.Describe()),
                abandoned
            );
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (OutOfMemoryException exception)
        {
            return Fail(
                descriptor,
                region,
                AnalysisErrorCode.OutOfMemory,
                $"{Name} ran out of memory on {region.Describe()}: {OneLine(exception)}; all other results stand"
            );
        }
#pragma warning disable CA1031 // The first wall: a bug of an analyzer ends that analyzer on that region and nothing more.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Fail(
                descriptor,
                region,
                AnalysisErrorCode.AnalyzerFailed,
                $"{Name} failed on {region.Describe()}: {OneLine(exception)}; all other results stand, please report it"
            );
        }
    }
}
