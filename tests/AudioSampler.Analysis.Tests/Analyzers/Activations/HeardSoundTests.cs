using System.Runtime.InteropServices;
using AudioSampler.Analysis.Analyzers.Activations;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Analyzers.Activations;

public sealed class HeardSoundTests
{
    [Fact]
    public void A_single_window_is_what_was_heard_in_it()
    {
        var sum = new HeardSoundSum(2, 3);
        sum.Add([1.5f, -2], [1, 2, 3]);

        HeardSound sound = sum.ToSound()!;

        Assert.Equal([1.5f, -2], sound.Logits.Select(v => MathF.Round(v, 4)));
        Assert.Equal([1f, 2, 3], sound.Embedding);
    }

    [Fact]
    public void Of_several_windows_half_the_mean_and_half_the_largest_count()
    {
        var sum = new HeardSoundSum(1, 1);
        sum.Add([4], [1]);
        sum.Add([-4], [3]);

        HeardSound sound = sum.ToSound()!;

        // Probabilities of 0.982 and 0.018 have the mean 0.5, whose logit is 0; the largest logit is 4.
        Assert.Equal(2, sound.Logits[0], 1e-4);
        Assert.Equal(2, sound.Embedding[0]);
    }

    [Fact]
    public void Nothing_heard_is_nothing() => Assert.Null(new HeardSoundSum(1, 1).ToSound());

    [Fact]
    public void An_embedding_is_kept_in_half_precision_with_its_model()
    {
        var sound = new HeardSound([0], [0.5f, -2, 1 / 3f]);

        SoundEmbedding kept = sound.ToEmbedding("network");

        Assert.Equal(("network", 3), (kept.Model, kept.Dimensions));
        Half[] values = MemoryMarshal.Cast<byte, Half>(Convert.FromBase64String(kept.Data)).ToArray();
        Assert.Equal([0.5f, -2, (float)(Half)(1 / 3f)], values.Select(v => (float)v));
    }
}
