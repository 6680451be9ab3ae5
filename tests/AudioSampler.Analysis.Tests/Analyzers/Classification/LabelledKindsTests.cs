using System.Collections.Immutable;
using AudioSampler.Analysis.Analyzers.Classification;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Inference.Tagging;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Analyzers.Classification;

public sealed class LabelledKindsTests
{
    private readonly Tagger _tagger = EmbeddedTagger.Require();

    [Fact]
    public void What_the_labels_call_speech_is_not_called_singing_on_a_small_doubt()
    {
        KindScores joined = Join([(SoundKind.Singing, 0.6f), (SoundKind.Speech, 0.35f)], ("Speech", 0.95f), ("Singing", 0.1f));

        Assert.Equal(SoundKind.Speech, joined.Best);
    }

    [Fact]
    public void What_the_kinds_are_sure_of_stays()
    {
        KindScores joined = Join([(SoundKind.Singing, 0.97f), (SoundKind.Speech, 0.02f)], ("Speech", 0.6f), ("Singing", 0.4f));

        Assert.Equal(SoundKind.Singing, joined.Best);
    }

    [Fact]
    public void A_cymbal_is_a_hit_and_no_noise_and_a_guitar_is_a_note()
    {
        Assert.Equal(SoundKind.Percussion, Join([(SoundKind.Environment, 0.6f), (SoundKind.Percussion, 0.35f)], ("Cymbal", 0.8f)).Best);
        Assert.Equal(SoundKind.Note, Join([(SoundKind.Percussion, 0.6f), (SoundKind.Note, 0.35f)], ("Guitar", 0.8f)).Best);
    }

    [Fact]
    public void Where_no_label_is_heard_the_kinds_stay_as_they_are()
    {
        KindScores kinds = Of([(SoundKind.Music, 0.5f), (SoundKind.Percussion, 0.3f), (SoundKind.Note, 0.2f)]);

        KindScores joined = LabelledKinds.Join(kinds, _tagger, new float[_tagger.Profile.Labels.Length]);

        Assert.Equal(kinds.Best, joined.Best);
        Assert.Equal(0, joined[SoundKind.Speech]);
        Assert.Equal(0.2f / 0.3f, MathF.Pow(joined[SoundKind.Note] / joined[SoundKind.Percussion], 2), 1e-4f);
    }

    [Fact]
    public void Probabilities_stay_probabilities_whatever_is_heard()
    {
        var random = new Random(7);
        for (int round = 0; round < 100; round++)
        {
            float[] probabilities = [.. KindScores.Kinds.Select(_ => random.Next(3) == 0 ? 0 : random.NextSingle())];
            float sum = probabilities.Sum();
            if (sum == 0)
            {
                continue;
            }

            float[] scores = [.. _tagger.Profile.Labels.Select(_ => random.NextSingle())];
            KindScores joined = LabelledKinds.Join(new KindScores([.. probabilities.Select(p => p / sum)]), _tagger, scores);

            Assert.All(joined.Probabilities, p => Assert.InRange(p, 0, 1.0001f));
            Assert.Equal(1, joined.Probabilities.Sum(), 1e-4f);
        }
    }

    private KindScores Join((SoundKind Kind, float Probability)[] kinds, params (string Label, float Score)[] labels)
    {
        float[] scores = new float[_tagger.Profile.Labels.Length];
        foreach ((string label, float score) in labels)
        {
            int at = _tagger.Profile.Labels.Select(profile => profile.Label).ToImmutableArray().IndexOf(label);
            Assert.True(at >= 0, label);
            scores[at] = score;
        }

        return LabelledKinds.Join(Of(kinds), _tagger, scores);
    }

    private static KindScores Of((SoundKind Kind, float Probability)[] kinds)
    {
        float[] probabilities = new float[KindScores.Kinds.Length];
        foreach ((SoundKind kind, float probability) in kinds)
        {
            probabilities[KindScores.Kinds.IndexOf(kind)] = probability;
        }

        return new KindScores([.. probabilities]);
    }
}
