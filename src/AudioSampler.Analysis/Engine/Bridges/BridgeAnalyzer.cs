using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Analysis.Engine.Bridges.Messages;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>An analyzer that a bridge answers for. It has no .NET type: who consumes it is a bridge, or reads its record.</summary>
internal sealed class BridgeAnalyzer(Bridge bridge, BridgedAnalyzer declared) : RegisteredAnalyzer
{
    private static readonly ImmutableDictionary<string, AnalysisErrorCode> s_skipCodes = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create("silent", AnalysisErrorCode.Silent),
            KeyValuePair.Create("too_short", AnalysisErrorCode.TooShort),
            KeyValuePair.Create("input_missing", AnalysisErrorCode.InputMissing),
        ]
    );

    /// <inheritdoc/>
    public override string Name => declared.Descriptor.Name;

    /// <inheritdoc/>
    internal override Type? Produces => null;

    /// <inheritdoc/>
    internal override string? Problem => bridge.Missing;

    /// <inheritdoc/>
    internal override AnalyzerDescriptor Describe(IReadOnlyDictionary<Type, string> producers) => declared.Descriptor;

    /// <inheritdoc/>
    internal override AnalyzerRun Recall(AnalyzerRecord record) => new(record, Outcome: null);

    /// <inheritdoc/>
    internal override async ValueTask<IDisposable?> TakeTurnAsync(CancellationToken cancellationToken) =>
        await bridge.TakeTurnAsync(cancellationToken);

    /// <inheritdoc/>
    internal override ValueTask CloseAsync() => bridge.DisposeAsync();

    private protected override async Task<AnalyzerRun> ProduceAsync(
        AnalyzerDescriptor descriptor,
        RegionContext region,
        CancellationToken cancellationToken
    )
    {
        var files = new List<SampleFile>();
        try
        {
            foreach (SignalKind kind in descriptor.Signals)
            {
                files.Add(await SampleFile.WriteAsync(region.Signal(kind), region.StoreFolder, cancellationToken));
            }

            BridgeAnswer answer = await bridge.AskAsync(declared, Question(descriptor, region, files), cancellationToken);
            return Recall(RecordOf(descriptor, region, answer));
        }
        catch (BridgeException exception)
        {
            string message =
                $"{Name}: its program {exception.Message} ({region.Describe()}); all other results stand"
                + (exception.Code == AnalysisErrorCode.BridgeMissing ? string.Empty : $", update or remove the plugin {descriptor.Plugin}");
            ImmutableSortedDictionary<string, InputStatus> inputs = region.InputsOf(descriptor);
            return Recall(
                exception.IsSkip
                    ? AnalyzerRecords.Skipped(descriptor, inputs, exception.Code, message)
                    : AnalyzerRecords.Failed(descriptor, inputs, exception.Code, message)
            );
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private BridgeQuestion Question(AnalyzerDescriptor descriptor, RegionContext region, List<SampleFile> files) =>
        new(
            "analyze",
            Id: 0,
            Name,
            region.File,
            new BridgeRegion(region.Index, region.StartSeconds, region.EndSeconds),
            descriptor
                .Signals.Zip(files)
                .ToImmutableSortedDictionary(pair => NameOf(pair.First), pair => pair.Second.Signal, StringComparer.Ordinal),
            descriptor.Inputs.ToImmutableSortedDictionary(name => name, region.RecordOf, StringComparer.Ordinal)
        );

    private static string NameOf(SignalKind kind) =>
        kind switch
        {
            SignalKind.Analysis => "analysis",
            SignalKind.Network => "network",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of signal"),
        };

    private AnalyzerRecord RecordOf(AnalyzerDescriptor descriptor, RegionContext region, BridgeAnswer answer)
    {
        ImmutableSortedDictionary<string, InputStatus> inputs = region.InputsOf(descriptor);
        string message = $"{Name}: {answer.Error?.ReplaceLineEndings(" ") ?? "it gave no reason"} ({region.Describe()})";
        if (FaultOf(descriptor, answer) is { } fault)
        {
            return AnalyzerRecords.Failed(
                descriptor,
                inputs,
                AnalysisErrorCode.InvalidResult,
                $"{Name} gave an invalid result on {region.Describe()}: {fault}; update or remove the plugin {descriptor.Plugin}"
            );
        }

        return answer.Status switch
        {
            OutcomeStatus.Failed => AnalyzerRecords.Failed(descriptor, inputs, AnalysisErrorCode.AnalyzerFailed, message),
            OutcomeStatus.Skipped => AnalyzerRecords.Skipped(descriptor, inputs, s_skipCodes[answer.Code!], message),
            _ => new AnalyzerRecord
            {
                Status = OutcomeStatus.Ok,
                Version = descriptor.Version,
                Inputs = inputs.SetItems(answer.Substituted.Select(name => KeyValuePair.Create(name, InputStatus.Substitute))),
                Result = answer.Result,
                Reasons = answer.Reasons,
            },
        };
    }

    private string? FaultOf(AnalyzerDescriptor descriptor, BridgeAnswer answer)
    {
        if (answer.Substituted.FirstOrDefault(name => !descriptor.Inputs.Contains(name, StringComparer.Ordinal)) is { } stranger)
        {
            return $"it substituted {stranger}, which it does not consume";
        }

        return answer.Status switch
        {
            OutcomeStatus.Ok when answer.Result is not { ValueKind: JsonValueKind.Object } => "a result is an object",
            OutcomeStatus.Ok when FiniteNumbers.PlaceIn(answer.Result.Value) is { } place => $"result{place} is not finite",
            OutcomeStatus.Ok => declared.Schema?.FaultOf(answer.Result.Value),
            OutcomeStatus.Skipped when answer.Code is null || !s_skipCodes.ContainsKey(answer.Code) =>
                $"code is one of {string.Join(", ", s_skipCodes.Keys.Order(StringComparer.Ordinal))} where it skips, not {answer.Code ?? "null"}",
            _ => null,
        };
    }
}
