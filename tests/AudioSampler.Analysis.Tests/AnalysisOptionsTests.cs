using System.Text.Json;
using AudioSampler.Analysis.Analyzers.Key;

namespace AudioSampler.Analysis.Tests;

public sealed class AnalysisOptionsTests
{
    [Fact]
    public void A_change_leaves_the_rest_as_it_was_and_null_sets_back_to_the_usual()
    {
        AnalysisOptions changed = new AnalysisOptions().With(
            Json("""{"regions": {"padding_seconds": 0.2, "hysteresis_db": 5}, "key": {"method": "both"}}""")
        );
        AnalysisOptions back = changed.With(Json("""{"regions": {"padding_seconds": null}, "key": null}"""));

        Assert.Equal(new AnalysisOptions().Regions with { PaddingSeconds = 0.2, HysteresisDb = 5 }, changed.Regions);
        Assert.Equal(KeyMethod.Both, changed.Key.Method);
        Assert.Equal(new AnalysisOptions().Regions with { HysteresisDb = 5 }, back.Regions);
        Assert.Equal(KeyMethod.Native, back.Key.Method);
        Assert.Empty(changed.Validate());
    }

    [Fact]
    public void Options_that_were_kept_by_a_version_with_fewer_of_them_have_the_usual_values_of_the_others()
    {
        var kept = AnalysisOptions.Parse("""{"regions": {"padding_seconds": 0.2}}""");

        Assert.Equal(new AnalysisOptions().Regions with { PaddingSeconds = 0.2 }, kept.Regions);
        Assert.Equal(new AnalysisOptions().Tempo, kept.Tempo);
        Assert.Equal(new AnalysisOptions().Content, kept.Content);
    }

    [Theory]
    [InlineData("""{"colour": "blue"}""")]
    [InlineData("""{"regions": {"colour": "blue"}}""")]
    [InlineData("""{"regions": {"padding_seconds": "much"}}""")]
    [InlineData("""{"regions": 3}""")]
    public void What_is_no_option_is_refused(string change) => Assert.Throws<JsonException>(() => new AnalysisOptions().With(Json(change)));

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
