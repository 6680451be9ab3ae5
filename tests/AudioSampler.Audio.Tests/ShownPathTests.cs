namespace AudioSampler.Audio.Tests;

public sealed class ShownPathTests
{
    [Theory]
    [InlineData("/a/plain name.wav", "\"/a/plain name.wav\"")]
    [InlineData("two\nlines\r\t.wav", "\"two\\nlines\\r\\t.wav\"")]
    [InlineData("a\"quote\\.wav", "\"a\\\"quote\\\\.wav\"")]
    [InlineData("bell\a\u001b[31m\u2028.wav", "\"bell\\u0007\\u001B[31m\\u2028.wav\"")]
    [InlineData("emoji🎵.wav", "\"emoji🎵.wav\"")]
    public void Any_name_is_shown_on_one_line(string path, string shown) => Assert.Equal(shown, ShownPath.Of(path));

    [Fact]
    public void A_very_long_path_keeps_its_ends()
    {
        string shown = ShownPath.Of("/start" + new string('x', 4000) + "end.wav");

        Assert.InRange(shown.Length, 200, 310);
        Assert.StartsWith("\"/start", shown, StringComparison.Ordinal);
        Assert.EndsWith("end.wav\"", shown, StringComparison.Ordinal);
    }
}
