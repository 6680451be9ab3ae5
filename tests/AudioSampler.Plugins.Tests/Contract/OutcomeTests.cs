using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Plugins.Tests.Contract;

public sealed class OutcomeTests
{
    [Fact]
    public void Only_a_result_has_a_value()
    {
        var result = new TempoResult { Bpm = 120 };

        Assert.Same(result, Outcome<TempoResult>.Of(result).ValueOrNull);
        Assert.Null(Outcome<TempoResult>.Skip(AnalysisErrorCode.TooShort, "too short").ValueOrNull);
        Assert.Null(Outcome<TempoResult>.Fail(AnalysisErrorCode.TimedOut, "too slow").ValueOrNull);
    }

    [Fact]
    public void Reasons_gather_and_leave_the_outcome_before_as_it_was()
    {
        Outcome<TempoResult>.Ok plain = Outcome<TempoResult>.Of(new TempoResult());

        Outcome<TempoResult>.Ok explained = plain.Because("bpm", "no pulse").Because("time_signature", "no beats");

        Assert.Empty(plain.Reasons);
        Assert.Equal("no pulse", explained.Reasons["bpm"]);
        Assert.Equal(2, explained.Reasons.Count);
    }
}
