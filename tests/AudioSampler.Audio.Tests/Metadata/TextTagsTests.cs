using AudioSampler.Audio.Metadata;

namespace AudioSampler.Audio.Tests.Metadata;

public sealed class TextTagsTests
{
    [Fact]
    public void Tags_of_the_container_go_before_those_of_the_stream()
    {
        var tags = TextTags.Merge(
            new() { ["TITLE"] = "stream", ["Artist"] = "who" },
            new()
            {
                ["Title"] = "container",
                ["major_brand"] = "M4A ",
                ["empty"] = " \0",
            }
        );

        Assert.Equal(new SortedDictionary<string, string> { ["artist"] = "who", ["title"] = "container" }, tags);
    }

    [Fact]
    public void Values_are_clean_text_of_bounded_length()
    {
        var many = Enumerable.Range(0, 1000).ToDictionary(i => $"tag{i}", _ => "a\u0000b\u001bc\nd\ud83d" + new string('x', 10_000));

        var tags = TextTags.Merge(many, null);

        Assert.Equal(200, tags.Count);
        Assert.All(tags.Values, value => Assert.StartsWith("abc\nd\ufffdxxx", value, StringComparison.Ordinal));
        Assert.All(tags.Values, value => Assert.Equal(4000, value.Length));
    }

    [Fact]
    public void No_tags_at_all_are_an_empty_set() => Assert.Empty(TextTags.Merge(null, null));
}
