using System.Collections.Immutable;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Engine;

public sealed class AnalyzerLedgerTests
{
    private static readonly AnalyzerDescriptor s_tempo = new()
    {
        Name = "tempo",
        Version = "1.0",
        Description = "test",
        Consumes = ["features"],
        Produces = "TempoResult",
        TimeLimit = TimeSpan.FromSeconds(1),
        TimeLimitPerAudioSecond = TimeSpan.Zero,
    };

    private readonly AnalyzerLedger _ledger = new(failuresUntilSetAside: 3);

    [Fact]
    public void One_that_fails_on_files_in_a_row_is_set_aside_with_a_record_that_says_so()
    {
        Files(OutcomeStatus.Failed, OutcomeStatus.Failed);
        Assert.False(_ledger.IsSetAside("tempo"));
        Files(OutcomeStatus.Failed);

        RegionDocument region = _ledger.SetAside(Region(), [s_tempo]);

        Assert.True(_ledger.IsSetAside("tempo"));
        AnalyzerRecord record = region.Analyses["tempo"];
        Assert.Equal(OutcomeStatus.Skipped, record.Status);
        Assert.Equal(AnalysisErrorCode.SetAside, record.Error!.Code);
        Assert.Equal(InputStatus.Skipped, record.Inputs["features"]);
    }

    [Fact]
    public void A_file_that_goes_well_begins_the_count_anew()
    {
        Files(OutcomeStatus.Failed, OutcomeStatus.Failed, OutcomeStatus.Ok, OutcomeStatus.Failed, OutcomeStatus.Failed);

        Assert.False(_ledger.IsSetAside("tempo"));
        Assert.Empty(_ledger.SetAside(Region(), [s_tempo]).Analyses);
    }

    [Fact]
    public void What_is_known_of_a_region_is_left_as_it_is()
    {
        Files(OutcomeStatus.Failed, OutcomeStatus.Failed, OutcomeStatus.Failed);
        RegionDocument known = Region() with { Analyses = Region().Analyses.Add("tempo", Record(OutcomeStatus.Ok)) };

        Assert.Same(known, _ledger.SetAside(known, [s_tempo]));
    }

    [Fact]
    public void Runs_are_counted_with_their_mean_time()
    {
        _ledger.Heard(new AnalyzerFinished(0, "tempo", Record(OutcomeStatus.Ok) with { ElapsedMs = 10 }));
        _ledger.Heard(new AnalyzerFinished(1, "tempo", Record(OutcomeStatus.Failed) with { ElapsedMs = 30 }));

        Assert.Equal(new AnalyzerHealth(2, 1, 20, LastFailed: true), _ledger.Health("tempo"));
        Assert.Null(_ledger.Health("key"));
    }

    private void Files(params OutcomeStatus[] outcomes)
    {
        foreach (OutcomeStatus outcome in outcomes)
        {
            _ledger.FileDone([Region() with { Analyses = Region().Analyses.Add("tempo", Record(outcome)) }]);
        }
    }

    private static AnalyzerRecord Record(OutcomeStatus status) => new() { Status = status, Version = "1.0" };

    private static RegionDocument Region() =>
        new()
        {
            Id = "take-r1",
            Index = 0,
            StartS = 0,
            EndS = 1,
        };
}
