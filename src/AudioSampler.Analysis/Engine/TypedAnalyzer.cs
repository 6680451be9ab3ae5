using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>An analyzer in .NET, by the public contract.</summary>
internal sealed class TypedAnalyzer<TResult>(
    IAnalyzer<TResult> analyzer,
    JsonTypeInfo<TResult> json,
    AnalyzerDescriptor? declared,
    IResultSchema? schema
) : RegisteredAnalyzer
    where TResult : class
{
    public override string Name { get; } = declared?.Name ?? analyzer.Info.Name;

    internal override Type? Produces => typeof(TResult);

    internal override AnalyzerDescriptor Describe(IReadOnlyDictionary<Type, string> producers)
    {
        if (declared is not null)
        {
            return declared;
        }

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
        };
    }

    internal override AnalyzerRun Recall(AnalyzerRecord record)
    {
        try
        {
            return new AnalyzerRun(record, RecordedOutcome.Of(record, json));
        }
#pragma warning disable CA1031 // Code of a plugin's record runs here. Whoever consumes the result meets the same exception behind its own wall.
        catch (Exception) when (declared is not null)
#pragma warning restore CA1031
        {
            return new AnalyzerRun(record, null);
        }
    }

    internal override async ValueTask CloseAsync()
    {
        switch (analyzer)
        {
            case IAsyncDisposable closing:
                await closing.DisposeAsync();
                break;
            case IDisposable closing:
                closing.Dispose();
                break;
        }
    }

    private protected override async Task<AnalyzerRun> ProduceAsync(
        AnalyzerDescriptor descriptor,
        RegionContext region,
        CancellationToken cancellationToken
    )
    {
        Outcome<TResult> outcome = await analyzer.AnalyzeAsync(region, cancellationToken);
        AnalyzerRun run = RunOf(descriptor, region, outcome);
        return declared is not null && FaultOf(run.Record) is { } fault ? Invalid(descriptor, region, fault) : run;
    }

    private AnalyzerRun RunOf(AnalyzerDescriptor descriptor, RegionContext region, Outcome<TResult> outcome)
    {
        var record = new AnalyzerRecord
        {
            Status = OutcomeStatus.Ok,
            Version = descriptor.Version,
            Inputs = region.InputsOf(descriptor),
        };
        return outcome switch
        {
            Outcome<TResult>.Ok { Value: null } => Invalid(descriptor, region, "it gave null instead of a result"),
            Outcome<TResult>.Ok ok => Checked(descriptor, region, record, ok),
            Outcome<TResult>.Failed { Error: null } or Outcome<TResult>.Skipped { Reason: null } => Invalid(
                descriptor,
                region,
                "it gave no reason why there is no result"
            ),
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
        catch (Exception exception) when (exception is ArgumentException or JsonException or NotSupportedException)
        {
            // The JSON writer refuses NaN, infinities and circles: such a result is a bug of the analyzer.
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

    /// <summary>Whether the host could not read the record: nullable types and Unicode are promises that a plugin may break.</summary>
    private static string? FaultOf(AnalyzerRecord record)
    {
        try
        {
            JsonSerializer.SerializeToUtf8Bytes(record, AnalysisJson.Default.AnalyzerRecord);
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException)
        {
            return OneLine(exception);
        }
    }

    private AnalyzerRun Invalid(AnalyzerDescriptor descriptor, RegionContext region, string fault) =>
        Fail(
            descriptor,
            region,
            AnalysisErrorCode.InvalidResult,
            $"{Name} gave an invalid result on {region.Describe()}: {fault}; please report it"
        );
}
