using AudioSampler.Inference.Models;
using AudioSampler.Inference.Store;
using AudioSampler.Inference.Tagging;

namespace AudioSampler.Inference.Tests.Tagging;

public sealed class TaggerTests
{
    public TaggerTests() => RuntimeForTests.Require();

    [Fact]
    public void The_network_of_the_program_opens_and_hears()
    {
        using Tagger tagger = TaggerLoader.Open(ModelFile.Embedded);

        Assert.Equal("embedded", tagger.Name);
        Assert.Equal(Tagger.WindowFrames, tagger.Network.FixedFrames);
        Assert.InRange(tagger.Profile.Labels.Length, 60, 527);
        Assert.NotNull(tagger.Head);
        Assert.NotNull(tagger.Kinds);
        Assert.NotNull(tagger.Content);
        (string label, double score) = ModelTrial.Run(tagger, TestContext.Current.CancellationToken);
        Assert.NotNull(AudioSetLabels.Find(label));
        Assert.InRange(score, 0, 1);
    }

    [Fact]
    public void It_is_small_enough_to_come_with_the_program()
    {
        string[] parts = ["tagger.onnx", "tagger-embedded.json", "tags-embedded.aisn", "kinds-embedded.aisn", "content-embedded.aisn"];

        Assert.InRange(parts.Sum(part => EmbeddedModels.Read(part).Length), 100_000, 3_000_000);
    }

    [Fact]
    public void Several_windows_at_once_are_heard_as_one_by_one()
    {
        using Tagger tagger = TaggerLoader.Open(ModelFile.Embedded);
        TaggingNetwork network = tagger.Network;
        var random = new Random(8);
        float[] frames = [.. Enumerable.Range(0, 250 * NetworkMel.BandCount).Select(_ => (float)((2 * random.NextDouble()) - 1.4))];
        int[] starts = [0, 50, 100, 150];
        float[] logits = new float[4 * network.LabelCount];
        float[] embeddings = new float[4 * network.EmbeddingSize];
        network.Hear(frames, starts, Tagger.WindowFrames, logits, embeddings, TestContext.Current.CancellationToken);

        for (int i = 0; i < starts.Length; i++)
        {
            float[] alone = new float[network.LabelCount];
            network.Hear(
                frames.AsSpan(starts[i] * NetworkMel.BandCount),
                [0],
                Tagger.WindowFrames,
                alone,
                new float[network.EmbeddingSize],
                TestContext.Current.CancellationToken
            );
            Assert.All(alone.Zip(logits.Skip(i * network.LabelCount)), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("""{"name":"x","version":"1","labels":[]}""")]
    [InlineData("""{"name":"x","version":"1","labels":[{"label":"Nonsense","output":0,"scale":1,"offset":0,"threshold":0.5}]}""")]
    public void What_is_no_profile_is_refused(string text)
    {
        ModelException exception = Assert.Throws<ModelException>(() =>
            TaggerProfile.Read(System.Text.Encoding.UTF8.GetBytes(text), "p.json")
        );

        Assert.Contains("p.json", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_of_more_outputs_than_the_network_has_is_refused()
    {
        using Tagger whole = TaggerLoader.Open(ModelFile.Embedded);
        var profile = new TaggerProfile
        {
            Name = "x",
            Version = "1",
            Labels = [new LabelProfile("Rain", 10_000, 1, 0, 0.5f)],
        };
        AudioSampler.Inference.OnnxRuntime.OnnxSession session = OpenSession();

        Assert.Throws<ModelException>(() => new Tagger(profile, new TaggingNetwork("x", session), null, null, null));

        static AudioSampler.Inference.OnnxRuntime.OnnxSession OpenSession() =>
            AudioSampler.Inference.OnnxRuntime.OnnxSession.Open("x", EmbeddedModels.Read("tagger.onnx"));
    }

    [Fact]
    public void A_network_that_was_not_measured_has_every_label_of_AudioSet()
    {
        TaggerProfile profile = TaggerProfile.Unmeasured("passt-s");

        Assert.Equal(527, profile.Labels.Length);
        Assert.All(profile.Labels, label => Assert.Equal(AudioSetLabels.All[label.Output].Name, label.Label));
    }
}
