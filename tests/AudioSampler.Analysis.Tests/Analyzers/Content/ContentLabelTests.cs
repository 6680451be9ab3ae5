using AudioSampler.Analysis.Analyzers.Content;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Inference.Tagging;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Analyzers.Content;

public sealed class ContentLabelTests
{
    [Theory]
    [InlineData(SoundKind.Music)]
    [InlineData(SoundKind.Environment)]
    [InlineData(SoundKind.Silence)]
    public void Without_a_network_a_piece_is_called_by_its_kind(SoundKind kind) =>
        Assert.Equal(kind.ToString(), ContentLabel.Of(kind, null, 0, 5));

    [Fact]
    public async Task A_label_never_contradicts_the_kind()
    {
        Tagger tagger = EmbeddedTagger.Require();
        var random = new Random(3);
        float[] noise = [.. Enumerable.Range(0, 96_000).Select(_ => 0.2f * (float)((2 * random.NextDouble()) - 1))];
        ActivationSeries heard = await ActivationSeriesProvider.ComputeAsync(
            new ArraySignal(noise, NetworkMel.SampleRate),
            tagger,
            1,
            TestContext.Current.CancellationToken
        );

        foreach (
            SoundKind kind in (SoundKind[])[SoundKind.Music, SoundKind.Speech, SoundKind.Singing, SoundKind.Environment, SoundKind.Silence]
        )
        {
            string label = ContentLabel.Of(kind, heard, 0, 3);
            LabelGroup? group = AudioSetLabels.Find(label)?.Group;
            Assert.True(label == kind.ToString() || Allowed(kind).Contains(group!.Value), $"{kind} is called {label}");
        }
    }

    private static LabelGroup[] Allowed(SoundKind kind) =>
        kind switch
        {
            SoundKind.Music => [LabelGroup.Instrument, LabelGroup.Genre],
            SoundKind.Environment => [LabelGroup.Event],
            _ => [LabelGroup.Vocal],
        };
}
