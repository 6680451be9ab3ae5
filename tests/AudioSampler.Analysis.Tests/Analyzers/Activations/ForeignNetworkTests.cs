using AudioSampler.Analysis.Analyzers.Activations;
using AudioSampler.Analysis.Analyzers.Classification;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Inference.Importers;
using AudioSampler.Inference.Store;
using AudioSampler.Inference.Tagging;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Activations;

/// <summary>A network that this project has taught nothing about, with PaSST tiny of the shared evaluation data: its weights are random, its form is PaSST's.</summary>
public sealed class ForeignNetworkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Course_is_heard_by_the_network_of_the_program_and_whole_stretches_by_itself()
    {
        using Tagger tagger = Open();
        float[] sound = TestSignals.Noise(3, NetworkMel.SampleRate, 0.1);
        var signal = new ArraySignal(sound, NetworkMel.SampleRate);

        ActivationSeries heard = await ActivationSeriesProvider.ComputeAsync(signal, tagger, 1, TestContext.Current.CancellationToken);

        Assert.Equal(("embedded", "passt-tiny"), (heard.Tagger.Name, heard.Whole.Name));
        Assert.NotNull(KindModel.RegionsOf(heard.Tagger));
        Assert.NotNull(KindModel.WindowsOf(heard.Tagger));
        HeardSound own = HeardSound.Of(heard, ..)!;
        HeardSound whole = LongListening.Hear(heard.Whole, signal, 0, 3, TestContext.Current.CancellationToken)!;
        Assert.Equal(heard.Tagger.Network.EmbeddingSize, own.Embedding.Length);
        Assert.Equal(527, whole.Logits.Length);
    }

    [Fact]
    public void Network_that_was_taught_hears_the_course_itself()
    {
        using Tagger taught = OpenTaught();

        Assert.Same(taught, taught.Course);
    }

    [Fact]
    public async Task What_long_windows_hear_has_a_say_in_the_kind_only_where_it_was_learnt()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using Tagger taught = OpenTaught();
        using Tagger foreign = Open();
        float[] sound = TestSignals.Noise(3, NetworkMel.SampleRate, 0.1);
        var signal = new ArraySignal(sound, NetworkMel.SampleRate);
        FeatureSeries features = FeatureSeriesProvider.Compute(
            new ArraySignal(TestSignals.Noise(3, FeatureLayout.SampleRate, 0.1), FeatureLayout.SampleRate),
            cancellationToken
        );

        foreach ((Tagger tagger, bool learnt) in new[] { (taught, true), (foreign, false) })
        {
            ActivationSeries heard = await ActivationSeriesProvider.ComputeAsync(signal, tagger, 1, cancellationToken);
            HeardSound atLength = LongListening.Hear(tagger, signal, 0, 3, cancellationToken)!;
            KindScores shortly = KindScores.Of(features, heard, 0, features.Count, oneShotAllowed: true)!;
            KindScores both = KindScores.Of(features, heard, 0, features.Count, oneShotAllowed: true, atLength: atLength)!;

            Assert.Equal(learnt, KindModel.SoundsOf(tagger) is not null);
            Assert.Equal(1, both.Probabilities.Sum(), 4);
            Assert.Equal(learnt, both.Probabilities.Zip(shortly.Probabilities, (a, b) => Math.Abs(a - b)).Max() > 1e-4);
        }
    }

    [Theory]
    [InlineData(500, 5)]
    [InlineData(1000, 3)]
    public void Long_windows_overlap_by_half_or_as_little_as_they_must(int hop, int windows)
    {
        using Tagger tagger = Open();
        using var other = new Tagger(tagger.Profile, tagger.Network, null, null, null) { LongHopFrames = hop };

        Assert.Equal(windows, LongListening.CountWindows(other, frames: 3000, length: 1000));
        Assert.Equal(2, LongListening.CountWindows(other, frames: 1001, length: 1000));
        Assert.Equal(1, LongListening.CountWindows(other, frames: 800, length: 800));
        Assert.Equal(2, LongListening.CountWindows(other, frames: 850, length: 800));
    }

    private Tagger OpenTaught()
    {
        EmbeddedTagger.Require();
        string folder = Path.GetDirectoryName(SharedData.Require("models/efficientat/mn04_as_mAP_432.pt"))!;
        return TaggerLoader.Open(new ModelStore(_folder.File("models"), [folder]).Resolve("efficientat-mn04"));
    }

    private Tagger Open()
    {
        EmbeddedTagger.Require();
        string path = _folder.File("passt.onnx");
        ModelImporter.Convert(SharedData.Require("models/passt-tiny/passt_tiny.pt"), path, TestContext.Current.CancellationToken);
        return TaggerLoader.Open(new ModelFile("passt-tiny", path));
    }
}
