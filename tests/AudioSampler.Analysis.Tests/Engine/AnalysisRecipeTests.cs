using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Engine;

public sealed class AnalysisRecipeTests
{
    private static readonly AnalysisRecipe s_recipe = Recipe("1.0", "1.0");

    [Theory]
    [InlineData(OutcomeStatus.Ok, "1.0", "content features tempo")]
    [InlineData(OutcomeStatus.Skipped, "1.0", "content features tempo")]
    [InlineData(OutcomeStatus.Failed, "1.0", "")] // what was made without its result is made again
    [InlineData(OutcomeStatus.Ok, "0.9", "")]
    public void What_failed_or_is_of_another_version_is_run_again_with_all_that_was_made_from_it(
        OutcomeStatus features,
        string version,
        string expected
    )
    {
        ImmutableSortedDictionary<string, AnalyzerRecord> analyses = Analyses(
            ("features", Record(features, version)),
            ("content", Record(OutcomeStatus.Ok, "1.0", "features")),
            ("tempo", Record(OutcomeStatus.Ok, "1.0", "content"))
        );

        Assert.Equal(expected, string.Join(' ', s_recipe.WhatHolds(analyses).Keys));
    }

    [Fact]
    public void What_has_nothing_to_do_with_a_failure_holds()
    {
        ImmutableSortedDictionary<string, AnalyzerRecord> analyses = Analyses(
            ("features", Record(OutcomeStatus.Failed, "1.0")),
            ("tempo", Record(OutcomeStatus.Ok, "1.0")),
            ("content", Record(OutcomeStatus.Ok, "1.0", "not asked for"))
        );

        Assert.Equal(["content", "tempo"], s_recipe.WhatHolds(analyses).Keys);
    }

    [Fact]
    public void Written_and_read_it_is_the_same()
    {
        AnalysisRecipe read = AnalysisRecipe.Parse(s_recipe.ToJson());

        Assert.Equal(s_recipe.ToJson(), read.ToJson());
        Assert.True(s_recipe.SameRegions(read));
    }

    [Fact]
    public void Other_options_or_another_detector_give_other_regions_and_another_analyzer_does_not()
    {
        Assert.False(s_recipe.SameRegions(s_recipe with { Options = JsonSerializer.SerializeToElement(new { padding_s = 1 }) }));
        Assert.False(s_recipe.SameRegions(Recipe("2.0", "1.0")));
        Assert.True(s_recipe.SameRegions(Recipe("1.0", "2.0")));
    }

    private static AnalysisRecipe Recipe(string regions, string analyzers) =>
        new(
            JsonSerializer.SerializeToElement(new { padding_s = 0.05 }),
            ImmutableSortedDictionary<string, string>
                .Empty.Add("regions", regions)
                .Add("features", analyzers)
                .Add("content", analyzers)
                .Add("tempo", analyzers)
        );

    private static AnalyzerRecord Record(OutcomeStatus status, string version, params string[] inputs) =>
        new()
        {
            Status = status,
            Version = version,
            Inputs = inputs.ToImmutableSortedDictionary(input => input, _ => InputStatus.Ok, StringComparer.Ordinal),
            Error = status == OutcomeStatus.Ok ? null : new AnalysisError(AnalysisErrorCode.TimedOut, "took too long"),
        };

    private static ImmutableSortedDictionary<string, AnalyzerRecord> Analyses(params (string Analyzer, AnalyzerRecord Record)[] analyses) =>
        analyses.ToImmutableSortedDictionary(a => a.Analyzer, a => a.Record, StringComparer.Ordinal);
}
