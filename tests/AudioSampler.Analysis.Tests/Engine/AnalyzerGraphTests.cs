using System.Collections.Immutable;
using AudioSampler.Analysis.Engine;

namespace AudioSampler.Analysis.Tests.Engine;

public sealed class AnalyzerGraphTests
{
    private static readonly AnalyzerDescriptor s_tempo = Of("tempo", "content");
    private static readonly AnalyzerDescriptor s_content = Of("content", "features");
    private static readonly AnalyzerDescriptor s_features = Of("features");
    private static readonly AnalyzerDescriptor s_key = Of("key");

    [Fact]
    public void Consumers_come_after_producers()
    {
        var graph = AnalyzerGraph.Create([s_tempo, s_content, s_key, s_features]);

        Assert.Equal("key features content tempo", Names(graph.Ordered));
    }

    [Fact]
    public void Selecting_one_brings_what_it_consumes()
    {
        var graph = AnalyzerGraph.Create([s_features, s_content, s_tempo, s_key]);

        Assert.Equal("features content", Names(graph.Select(["content"])));
        Assert.Equal(graph.Ordered, graph.Select(null));
    }

    [Fact]
    public void What_is_optional_comes_before_where_it_is_there_and_is_not_missed_where_it_is_not()
    {
        AnalyzerDescriptor key = s_key with { ConsumesOptionally = ["opinion"] };
        AnalyzerDescriptor opinion = Of("opinion", "features") with { Plugin = "other" };
        var core = AnalyzerGraph.Create([key, s_features]);

        AnalyzerGraph graph = core.With([opinion], out ImmutableArray<AnalyzerMisfit> misfits);

        Assert.Equal("key features", Names(core.Ordered));
        Assert.Equal("key", Names(core.Select(["key"])));
        Assert.Equal("features opinion key", Names(graph.Ordered));
        Assert.Equal("features opinion key", Names(graph.Select(["key"])));
        Assert.Empty(misfits);
    }

    [Fact]
    public void An_option_that_would_close_a_circle_gives_way()
    {
        AnalyzerDescriptor key = s_key with { ConsumesOptionally = ["opinion"] };

        AnalyzerGraph graph = AnalyzerGraph.Create([key]).With([Of("opinion", "key")], out ImmutableArray<AnalyzerMisfit> misfits);

        Assert.Equal("key opinion", Names(graph.Ordered));
        Assert.Empty(misfits);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_names_there_are()
    {
        var graph = AnalyzerGraph.Create([s_features, s_key]);

        var error = Assert.Throws<ArgumentException>(() => graph.Select(["keys"]));
        Assert.Contains("'keys'", error.Message, StringComparison.Ordinal);
        Assert.Contains("features, key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_producer_a_circle_and_a_second_producer_are_refused()
    {
        Assert.Throws<ArgumentException>(() => AnalyzerGraph.Create([s_content]));
        Assert.Throws<ArgumentException>(() => AnalyzerGraph.Create([Of("a", "b"), Of("b", "a")]));
        Assert.Throws<ArgumentException>(() => AnalyzerGraph.Create([s_key, Of("other") with { Produces = s_key.Produces }]));
        Assert.Throws<ArgumentException>(() => AnalyzerGraph.Create([s_key, Of("key") with { Produces = "Other" }]));
    }

    [Fact]
    public void What_does_not_fit_is_left_out_with_the_reason_and_the_rest_stays()
    {
        var core = AnalyzerGraph.Create([s_features, s_key]);

        AnalyzerGraph graph = core.With(
            [
                Of("applause", "features") with
                {
                    Plugin = "crowd",
                },
                Of("key") with
                {
                    Plugin = "twin",
                },
                Of("lost", "nowhere"),
                Of("a", "b"),
                Of("b", "a"),
                Of("after", "applause"),
            ],
            out ImmutableArray<AnalyzerMisfit> misfits
        );

        Assert.Equal("features key applause after", Names(graph.Ordered));
        Assert.Equal(["key", "lost", "a", "b"], misfits.Select(m => m.Analyzer.Name));
        Assert.Contains("this program has an analyzer of that name", misfits[0].Reason, StringComparison.Ordinal);
        Assert.Contains("consumes nowhere", misfits[1].Reason, StringComparison.Ordinal);
        Assert.Contains("circle", misfits[2].Reason, StringComparison.Ordinal);
    }

    private static string Names(IEnumerable<AnalyzerDescriptor> analyzers) => string.Join(' ', analyzers.Select(a => a.Name));

    private static AnalyzerDescriptor Of(string name, params string[] consumes) =>
        new()
        {
            Name = name,
            Version = "1.0",
            Description = "test",
            Consumes = [.. consumes],
            Produces = name + "Result",
            TimeLimit = TimeSpan.FromSeconds(1),
            TimeLimitPerAudioSecond = TimeSpan.Zero,
        };
}
