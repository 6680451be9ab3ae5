using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Engine;

public sealed class AnalyzerGraphTests
{
    private static readonly RegisteredAnalyzer s_tempo = Of<TempoResult>("tempo", typeof(ContentResult));
    private static readonly RegisteredAnalyzer s_content = Of<ContentResult>("content", typeof(FeaturesResult));
    private static readonly RegisteredAnalyzer s_features = Of<FeaturesResult>("features");
    private static readonly RegisteredAnalyzer s_key = Of<KeyResult>("key");

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
        Assert.Throws<ArgumentException>(() =>
            AnalyzerGraph.Create([Of<TempoResult>("a", typeof(KeyResult)), Of<KeyResult>("b", typeof(TempoResult))])
        );
        Assert.Throws<ArgumentException>(() => AnalyzerGraph.Create([s_key, Of<KeyResult>("other")]));
        Assert.Throws<ArgumentException>(() => AnalyzerGraph.Create([s_key, Of<TempoResult>("key")]));
    }

    private static string Names(IEnumerable<RegisteredAnalyzer> analyzers) => string.Join(' ', analyzers.Select(a => a.Info.Name));

    private static RegisteredAnalyzer Of<T>(string name, params Type[] consumes)
        where T : class => RegisteredAnalyzer.Of(new ScriptedAnalyzer<T>(name, (_, _) => throw new InvalidOperationException(), consumes));
}
