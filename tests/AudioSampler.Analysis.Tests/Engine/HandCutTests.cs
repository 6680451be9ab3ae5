using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Audio.Regions;

namespace AudioSampler.Analysis.Tests.Engine;

public sealed class HandCutTests
{
    [Theory]
    [InlineData("[]")]
    [InlineData("[[0]]")]
    [InlineData("[[0,1,2]]")]
    [InlineData("[[1,0]]")]
    [InlineData("[[0,2],[1,3]]")]
    [InlineData("[[2,3],[0,1]]")]
    [InlineData("[[-1,1]]")]
    [InlineData("[[0,0.005]]")]
    [InlineData("[[0,1e999]]")]
    [InlineData("[[\"0\",1]]")]
    [InlineData("\"0-1\"")]
    [InlineData("null")]
    public void What_is_no_list_of_regions_is_none(string json) => Assert.Null(HandCut.Read(JsonElement.Parse(json)));

    [Fact]
    public void Regions_in_order_are_read_and_may_touch() =>
        Assert.Equal([(0, 1), (1, 2.5)], HandCut.Read(JsonElement.Parse("[[0,1],[1,2.5]]"))!.Value);

    [Fact]
    public void The_version_tells_one_cut_from_another_and_from_none()
    {
        Assert.Equal(SilenceDetector.Version, HandCut.Version(null));
        Assert.Equal(SilenceDetector.Version, HandCut.Version(With("null")));
        Assert.StartsWith("hand:", HandCut.Version(With("[[0,1]]")), StringComparison.Ordinal);
        Assert.Equal(HandCut.Version(With("[[0,1]]")), HandCut.Version(With("[[0.0,1.00]]")));
        Assert.NotEqual(HandCut.Version(With("[[0,1]]")), HandCut.Version(With("[[0,1.1]]")));
    }

    private static ImmutableSortedDictionary<string, JsonElement> With(string json) =>
        ImmutableSortedDictionary<string, JsonElement>.Empty.Add(HandCut.Field, JsonElement.Parse(json));
}
