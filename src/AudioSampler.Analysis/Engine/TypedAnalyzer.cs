using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>An analyzer in .NET, by the public contract.</summary>
internal sealed class TypedAnalyzer<TResult>(IAnalyzer<TResult> analyzer, JsonTypeInfo<TResult> json, string? plugin, IResultSchema? schema)
    : RegisteredAnalyzer
    where TResult : class
{
    public override string Name => analyzer.Info.Name;

    internal override Type? Produces => typeof(TResult);

    internal override AnalyzerDescriptor Describe(IReadOnlyDictionary<Type, string> producers)
    {
        AnalyzerInfo info = analyzer.Info;
        return new AnalyzerDescriptor
        {
            Name = info.Name,
            Version = info.Version,
            Description = info.Description,
            Consumes = [.. info.Consumes.Select(type => producers.GetValueOrDefault(type) ?? type.Name)],
            ConsumesOptionally = [.. info.ConsumesOptionally],
            Produces = typeof(TResult).Name,
            Signals = [.. info.Signals],
            TimeLimit = info.TimeLimit,
            TimeLimitPerAudioSecond = info.TimeLimitPerAudioSecond,
            Plugin = plugin,
        };
    }

    internal override AnalyzerRun Recall(AnalyzerRecord record)
    {
        Outcome<TResult> outcome = record switch
        {
            { Status: OutcomeStatus.Ok, Result: { } result } => Outcome<TResult>.Of(result.Deserialize(json)!) with
            {
                Reasons = record.Reasons,
            },
            { Status: OutcomeStatus.Failed } => new Outcome<TResult>.Failed(record.Error!),
            _ => new Outcome<TResult>.Skipped(record.Error!),
        };
        return new AnalyzerRun(record, outcome);
    }

    private protected override async Task<AnalyzerRun> ProduceAsync(
        AnalyzerDescriptor descriptor,
        RegionContext region,
        CancellationToken cancellationToken
    )
    {
        Outcome<TResult> outcome = await analyzer.AnalyzeAsync(region, cancellationToken);
        var record = new AnalyzerRecord
        {
            Status = OutcomeStatus.Ok,
            Version = descriptor.Version,
            Inputs = region.InputsOf(descriptor),
        };
        return outcome switch
        {
            Outcome<TResult>.Ok ok => Checked(descriptor, region, record, ok),
            Outcome<TResult>.Failed failed => new AnalyzerRun(record with { Status = OutcomeStatus.Failed, Error = failed.Error }, failed),
            Outcome<TResult>.Skipped skipped => new AnalyzerRun(
                record with
                {
                    Status = OutcomeStatus.Skipped,
                    Error = skipped.Reason,
                },
                skipped
            ),
            null => throw new InvalidOperationException("it gave null instead of an outcome"),
            _ => throw new UnreachableException(),
        };
    }

    private AnalyzerRun Checked(AnalyzerDescriptor descriptor, RegionContext region, AnalyzerRecord record, Outcome<TResult>.Ok ok)
    {
        JsonElement result;
        try
        {
            result = JsonSerializer.SerializeToElement(ok.Value, json);
        }
        catch (ArgumentException exception)
        {
            // The JSON writer refuses NaN and infinities: such a result is a bug of the analyzer.
            return Invalid(descriptor, region, OneLine(exception));
        }

        return schema?.FaultOf(result) is { } fault
            ? Invalid(descriptor, region, fault)
            : new AnalyzerRun(
                record with
                {
                    Result = result,
                    Reasons = ok.Reasons,
                    Inputs = record.Inputs.SetItems(ok.Substituted.Select(name => KeyValuePair.Create(name, InputStatus.Substitute))),
                },
                ok
            );
    }

    private AnalyzerRun Invalid(AnalyzerDescriptor descriptor, RegionContext region, string fault) =>
        Fail(
            descriptor,
            region,
            AnalysisErrorCode.InvalidResult,
            $"{Name} gave an invalid result on {region.Describe()}: {fault}; please report it"
        );
}
