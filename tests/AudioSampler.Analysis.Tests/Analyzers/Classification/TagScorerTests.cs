using System.Collections.Immutable;
using AudioSampler.Analysis.Analyzers.Activations;
using AudioSampler.Analysis.Analyzers.Classification;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Inference.Tagging;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Analyzers.Classification;

public sealed class TagScorerTests
{
    private readonly Tagger _tagger = EmbeddedTagger.Require();

    [Fact]
    public void Without_a_head_a_score_is_the_calibrated_logit()
    {
        HeardSound heard = Heard(i => (i % 7) - 3);

        float[] scores = TagScorer.Score(_tagger, heard, []);

        Assert.Equal(_tagger.Profile.Labels.Length, scores.Length);
        for (int i = 0; i < scores.Length; i++)
        {
            LabelProfile label = _tagger.Profile.Labels[i];
            double expected = 1 / (1 + Math.Exp(-((label.Scale * heard.Logits[label.Output]) + label.Offset)));
            Assert.Equal(expected, scores[i], 1e-5);
        }
    }

    [Fact]
    public void The_head_changes_the_labels_that_it_knows_and_no_others()
    {
        HeardSound heard = Heard(_ => -2);
        float[] without = TagScorer.Score(_tagger, heard, []);
        float[] with = TagScorer.Score(_tagger, heard, new float[KindStatistics.Count]);

        Assert.Contains(_tagger.HeadOutputs, at => at >= 0);
        for (int i = 0; i < without.Length; i++)
        {
            if (_tagger.HeadOutputs[i] < 0)
            {
                Assert.Equal(without[i], with[i]);
            }
        }

        Assert.NotEqual(without, with);
    }

    [Fact]
    public void Only_what_passes_its_threshold_is_a_tag_and_the_ranking_has_ten_whatever_their_score()
    {
        float[] scores = [.. _tagger.Profile.Labels.Select((label, i) => i % 3 == 0 ? label.Threshold : label.Threshold - 0.01f)];

        ImmutableArray<TagScore> tags = TagScorer.Tags(_tagger, scores);
        ImmutableArray<TagScore> ranking = TagScorer.Ranking(_tagger, new float[scores.Length]);

        Assert.Equal((scores.Length + 2) / 3, tags.Length);
        Assert.Equal(tags.OrderByDescending(t => t.Score).Select(t => t.Score), tags.Select(t => t.Score));
        Assert.Equal(TagScorer.RankingLength, ranking.Length);
        Assert.All(tags, tag => Assert.Contains(tag.Source, (string[])["network", "head"]));
    }

    [Fact]
    public void What_a_head_takes_is_the_logits_within_bounds_the_embedding_and_the_statistics()
    {
        HeardSound heard = Heard(i => i == 0 ? 50 : -50);
        float[] statistics = [.. Enumerable.Range(0, KindStatistics.Count).Select(i => (float)i)];
        float[] inputs = new float[TagScorer.HeadInputs(_tagger.Network)];

        TagScorer.Describe(heard, statistics, inputs);

        Assert.Equal([12f, -12], inputs[..2]);
        Assert.Equal(heard.Embedding, inputs[heard.Logits.Length..][..heard.Embedding.Length]);
        Assert.Equal(statistics, inputs[^statistics.Length..]);
        Assert.Equal(inputs.Length, _tagger.Head!.InputSize);
    }

    private HeardSound Heard(Func<int, float> logit) =>
        new(
            [.. Enumerable.Range(0, _tagger.Network.LabelCount).Select(logit)],
            [.. Enumerable.Range(0, _tagger.Network.EmbeddingSize).Select(i => i / 100f)]
        );
}
