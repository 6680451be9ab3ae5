using AudioSampler.Inference.Tagging;
using AudioSampler.Testing;

namespace AudioSampler.Inference.Tests.Tagging;

public sealed class AudioSetLabelsTests
{
    [Fact]
    public void Each_label_stands_in_its_place_once()
    {
        Assert.Equal(527, AudioSetLabels.All.Length);
        Assert.Equal(Enumerable.Range(0, 527), AudioSetLabels.All.Select(l => l.Index));
        Assert.Equal(527, AudioSetLabels.All.Select(l => l.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.Null(AudioSetLabels.Find("no such label"));
    }

    [Fact]
    public void They_are_those_of_the_published_networks()
    {
        string[] lines = File.ReadAllLines(SharedData.Require("models/efficientat/class_labels_indices.csv"));

        Assert.All(AudioSetLabels.All, label => Assert.Contains(label.Name, lines[label.Index + 1], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Rain", LabelGroup.Event)]
    [InlineData("Speech", LabelGroup.Vocal)]
    [InlineData("Female singing", LabelGroup.Vocal)]
    [InlineData("Piano", LabelGroup.Instrument)]
    [InlineData("Jazz", LabelGroup.Genre)]
    [InlineData("Music", LabelGroup.Music)]
    public void Each_belongs_to_a_group(string label, LabelGroup group) => Assert.Equal(group, AudioSetLabels.Find(label)!.Group);
}
