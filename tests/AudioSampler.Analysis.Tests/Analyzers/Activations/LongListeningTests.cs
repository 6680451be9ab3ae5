using System.Runtime.InteropServices;
using AudioSampler.Analysis.Analyzers.Activations;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Inference.Store;
using AudioSampler.Inference.Tagging;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Activations;

/// <summary>With the published EfficientAT mn04, where the shared evaluation data is there.</summary>
public sealed class LongListeningTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_crow_of_half_a_second_is_heard_as_one()
    {
        using Tagger tagger = Open();
        float[] crow = await ProgramRun.DecodeAsync(SharedData.Require("models/efficientat/clips/crow.flac"));

        HeardSound sound = LongListening.Hear(
            tagger,
            new ArraySignal(crow, 32_000),
            0,
            crow.Length / 32_000.0,
            TestContext.Current.CancellationToken
        )!;

        Assert.Equal(AudioSetLabels.Find("Crow")!.Index, Array.IndexOf(sound.Logits, sound.Logits.Max()));
        Assert.True(sound.Logits.Max() > HeardSound.Logit(0.9f));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1.3)]
    [InlineData(4.9)]
    [InlineData(9.99)]
    [InlineData(10)]
    [InlineData(10.5)]
    [InlineData(27.3)]
    public async Task Speech_of_any_length_is_speech(double seconds)
    {
        using Tagger tagger = Open();
        float[] speech = await ProgramRun.DecodeAsync(SharedData.Require("models/efficientat/clips/speech5.flac"));
        float[] repeated = [.. Enumerable.Range(0, 32_000 * 29).Select(i => speech[i % speech.Length])];

        HeardSound sound = LongListening.Hear(
            tagger,
            new ArraySignal(repeated, 32_000),
            1,
            1 + seconds,
            TestContext.Current.CancellationToken
        )!;

        Assert.Equal(0, Array.IndexOf(sound.Logits, sound.Logits.Max()));
        Assert.Equal(tagger.Network.EmbeddingSize, sound.Embedding.Length);
    }

    [Fact]
    public void Nothing_is_not_heard()
    {
        using Tagger tagger = Open();

        Assert.Null(LongListening.Hear(tagger, new ArraySignal([], 32_000), 0, 0, TestContext.Current.CancellationToken));
    }

    private Tagger Open()
    {
        EmbeddedTagger.Require();
        string folder = Path.GetDirectoryName(SharedData.Require("models/efficientat/mn04_as_mAP_432.pt"))!;
        return TaggerLoader.Open(new ModelStore(_folder.File("models"), [folder]).Resolve("efficientat-mn04"));
    }
}
