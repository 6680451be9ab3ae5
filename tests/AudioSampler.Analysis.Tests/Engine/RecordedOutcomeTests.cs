using System.Text.Json;
using System.Text.Json.Serialization;
using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Engine;

public sealed class RecordedOutcomeTests
{
    private static readonly AnalyzerRecord s_ok = new()
    {
        Status = OutcomeStatus.Ok,
        Version = "1.0",
        Result = JsonSerializer.Deserialize<JsonElement>("""{ "peak_level": 0.5, "mood": "very_calm", "more": 1 }"""),
    };

    [Fact]
    public void A_result_of_another_plugin_is_read_by_the_names_of_its_fields()
    {
        Mood mood = Assert.IsType<Outcome<Mood>.Ok>(RecordedOutcome.Of<Mood>(s_ok)).Value;

        Assert.Equal(new Mood(0.5, Calmness.VeryCalm), mood);
    }

    [Theory]
    [InlineData(OutcomeStatus.Failed)]
    [InlineData(OutcomeStatus.Skipped)]
    public void A_missing_result_keeps_its_reason(OutcomeStatus status)
    {
        var error = new AnalysisError(AnalysisErrorCode.PluginBroken, "broken");
        Outcome<Mood> outcome = RecordedOutcome.Of<Mood>(s_ok with { Status = status, Result = null, Error = error });

        Assert.Equal(error, (outcome as Outcome<Mood>.Failed)?.Error ?? (outcome as Outcome<Mood>.Skipped)?.Reason);
        Assert.Equal(status == OutcomeStatus.Failed, outcome is Outcome<Mood>.Failed);
    }

    [Fact]
    public void A_result_that_does_not_fit_is_an_exception_for_the_consumer() =>
        Assert.Throws<JsonException>(() => RecordedOutcome.Of<Mood>(s_ok with { Result = JsonSerializer.Deserialize<JsonElement>("[1]") }));

    private enum Calmness
    {
        Restless,
        VeryCalm,
    }

    private sealed record Mood(double PeakLevel, [property: JsonPropertyName("mood")] Calmness Calmness);
}
