using System.Collections.Immutable;
using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Engine;

public sealed class RegisteredAnalyzerTests
{
    [Fact]
    public async Task A_result_is_recorded_with_reasons_and_inputs()
    {
        AnalyzerRecord record = await RunAsync(
            (_, _) =>
                Task.FromResult<Outcome<TempoResult>>(
                    Outcome<TempoResult>.Of(new TempoResult()).Because("bpm", "no pulse") with
                    {
                        Substituted = ["features"],
                    }
                )
        );

        Assert.Equal(OutcomeStatus.Ok, record.Status);
        Assert.Equal("no pulse", record.Reasons["bpm"]);
        Assert.Equal(InputStatus.Substitute, record.Inputs["features"]);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, record.Result!.Value.GetProperty("bpm").ValueKind);
    }

    [Fact]
    public async Task An_exception_becomes_a_failure_that_names_file_region_and_analyzer()
    {
        AnalyzerRecord record = await RunAsync((_, _) => throw new FormatException("off\nby one"));

        Assert.Equal(OutcomeStatus.Failed, record.Status);
        Assert.Equal(AnalysisErrorCode.AnalyzerFailed, record.Error!.Code);
        Assert.Contains("tempo", record.Error.Message, StringComparison.Ordinal);
        Assert.Contains("take.wav, region 1", record.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', record.Error.Message);
    }

    [Fact]
    public async Task No_outcome_no_value_and_no_reason_are_failures()
    {
        AnalyzerRecord noOutcome = await RunAsync((_, _) => Task.FromResult<Outcome<TempoResult>>(null!));
        AnalyzerRecord noValue = await RunAsync((_, _) => Task.FromResult<Outcome<TempoResult>>(Outcome<TempoResult>.Of(null!)));
        AnalyzerRecord noReason = await RunAsync((_, _) => Task.FromResult<Outcome<TempoResult>>(new Outcome<TempoResult>.Skipped(null!)));

        Assert.Equal((OutcomeStatus.Failed, AnalysisErrorCode.AnalyzerFailed), (noOutcome.Status, noOutcome.Error!.Code));
        Assert.Equal((OutcomeStatus.Failed, AnalysisErrorCode.InvalidResult), (noValue.Status, noValue.Error!.Code));
        Assert.Equal((OutcomeStatus.Failed, AnalysisErrorCode.InvalidResult), (noReason.Status, noReason.Error!.Code));
    }

    [Fact]
    public async Task An_analyzer_that_never_returns_and_never_listens_is_timed_out()
    {
        var never = new TaskCompletionSource<Outcome<TempoResult>>();

        AnalyzerRecord record = await RunAsync((_, _) => never.Task);

        Assert.Equal(OutcomeStatus.Failed, record.Status);
        Assert.Equal(AnalysisErrorCode.TimedOut, record.Error!.Code);
    }

    [Fact]
    public async Task One_that_does_not_listen_when_its_time_is_up_counts_as_abandoned_and_one_that_does_does_not()
    {
        var never = new TaskCompletionSource<Outcome<TempoResult>>();

        AnalyzerRun deaf = await RunWholeAsync((_, _) => never.Task);
        AnalyzerRun listening = await RunWholeAsync(
            async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                throw new InvalidOperationException();
            }
        );

        Assert.True(deaf.Abandoned);
        Assert.False(listening.Abandoned);
        Assert.Equal(AnalysisErrorCode.TimedOut, listening.Record.Error!.Code);
    }

    [Fact]
    public async Task Want_of_memory_has_its_own_code()
    {
#pragma warning disable MA0012, CA2201 // what the runtime throws is what is tried
        AnalyzerRecord record = await RunAsync((_, _) => throw new OutOfMemoryException());
#pragma warning restore MA0012, CA2201

        Assert.Equal(AnalysisErrorCode.OutOfMemory, record.Error!.Code);
    }

    [Fact]
    public async Task A_result_that_breaks_its_schema_is_refused_with_what_is_wrong()
    {
        AnalyzerRecord record = await RunAsync(
            (_, _) => Task.FromResult<Outcome<TempoResult>>(Outcome<TempoResult>.Of(new TempoResult { Bpm = 98 })),
            schema: new NothingIsRight()
        );

        Assert.Equal(AnalysisErrorCode.InvalidResult, record.Error!.Code);
        Assert.Contains("bpm is 98", record.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_is_not_a_number_is_refused()
    {
        AnalyzerRecord record = await RunAsync(
            (_, _) => Task.FromResult<Outcome<TempoResult>>(Outcome<TempoResult>.Of(new TempoResult { Bpm = double.NaN }))
        );

        Assert.Equal(OutcomeStatus.Failed, record.Status);
        Assert.Equal(AnalysisErrorCode.InvalidResult, record.Error!.Code);
        Assert.Null(record.Result);
    }

    [Fact]
    public async Task The_users_stop_is_passed_on()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            RunAsync((_, token) => Task.FromCanceled<Outcome<TempoResult>>(token), cancellationToken: stop.Token)
        );
    }

    [Fact]
    public void A_stored_record_is_recalled_as_the_outcome_that_it_was()
    {
        var analyzer = RegisteredAnalyzer.Of(new ScriptedAnalyzer<TempoResult>("tempo", (_, _) => throw new InvalidOperationException()));
        var error = new AnalysisError(AnalysisErrorCode.TooShort, "too short");

        var skipped = analyzer.Recall(
            new AnalyzerRecord
            {
                Status = OutcomeStatus.Skipped,
                Version = "1.0",
                Error = error,
            }
        );
        var ok = analyzer.Recall(
            new AnalyzerRecord
            {
                Status = OutcomeStatus.Ok,
                Version = "1.0",
                Result = System.Text.Json.JsonSerializer.SerializeToElement(
                    new TempoResult { Bpm = 98.5, BeatsS = [1, 2] },
                    AnalysisJson.Default.TempoResult
                ),
            }
        );

        Assert.Equal(error, Assert.IsType<Outcome<TempoResult>.Skipped>(skipped.Outcome).Reason);
        TempoResult recalled = Assert.IsType<Outcome<TempoResult>.Ok>(ok.Outcome).Value;
        Assert.Equal(98.5, recalled.Bpm);
        Assert.Equal<double>([1, 2], recalled.BeatsS);
    }

    private static async Task<AnalyzerRecord> RunAsync(
        Func<IRegionContext, CancellationToken, Task<Outcome<TempoResult>>> script,
        IResultSchema? schema = null,
        CancellationToken cancellationToken = default
    ) => (await RunWholeAsync(script, schema, cancellationToken)).Record;

    private static async Task<AnalyzerRun> RunWholeAsync(
        Func<IRegionContext, CancellationToken, Task<Outcome<TempoResult>>> script,
        IResultSchema? schema = null,
        CancellationToken cancellationToken = default
    )
    {
        var features = RegisteredAnalyzer.Of(
            new ScriptedAnalyzer<FeaturesResult>("features", (_, _) => throw new InvalidOperationException())
        );
        var tempo = RegisteredAnalyzer.Of(
            new ScriptedAnalyzer<TempoResult>("tempo", script, typeof(FeaturesResult)),
            AnalysisJson.Default.TempoResult,
            schema: schema
        );
        var set = AnalyzerSet.Create([features, tempo]);
        var context = new RegionContext(
            new FileFacts
            {
                Name = "take.wav",
                Format = "wav",
                Codec = "pcm_s16le",
                SampleRate = 44_100,
                Channels = 1,
                DurationS = 2,
                SizeBytes = 1,
            },
            new RegionDocument
            {
                Id = "take-r1",
                Index = 0,
                StartS = 0,
                EndS = 2,
            },
            _ => throw new InvalidOperationException(),
            ArtifactProviders.Empty,
            set,
            CancellationToken.None
        )
        {
            StoreFolder = string.Empty,
        };
        context.Add(
            "features",
            features.Recall(
                new AnalyzerRecord
                {
                    Status = OutcomeStatus.Skipped,
                    Version = "1.0",
                    Error = new AnalysisError(AnalysisErrorCode.Silent, "silent"),
                }
            )
        );
        return await tempo.RunAsync(set.Graph["tempo"], context, cancellationToken);
    }

    private sealed class NothingIsRight : IResultSchema
    {
        public string? FaultOf(System.Text.Json.JsonElement result) => $"bpm is {result.GetProperty("bpm").GetDouble()}";
    }
}
