using AudioSampler.Catalog.Search;

namespace AudioSampler.Catalog.Tests.Search;

public sealed class KeyNotationTests
{
    [Theory]
    [InlineData("Am", 9, true)]
    [InlineData("am", 9, true)]
    [InlineData("A minor", 9, true)]
    [InlineData("a-min", 9, true)]
    [InlineData("8A", 9, true)]
    [InlineData("08a", 9, true)]
    [InlineData("1m", 9, true)]
    [InlineData("A", 9, false)]
    [InlineData("AM", 9, false)]
    [InlineData("Amaj", 9, false)]
    [InlineData("C", 0, false)]
    [InlineData("8B", 0, false)]
    [InlineData("1d", 0, false)]
    [InlineData("F#m", 6, true)]
    [InlineData("F♯ minor", 6, true)]
    [InlineData("Gb minor", 6, true)]
    [InlineData("G♭ minor", 6, true)]
    [InlineData("11A", 6, true)]
    [InlineData("4m", 6, true)]
    [InlineData("Cb", 11, false)]
    [InlineData("B#", 0, false)]
    [InlineData("b", 11, false)]
    [InlineData("bb", 10, false)]
    [InlineData("Bbm", 10, true)]
    [InlineData("12B", 4, false)]
    [InlineData("1A", 8, true)]
    public void Every_notation_is_read(string text, int tonic, bool minor)
    {
        Assert.True(KeyNotation.TryParse(text, out KeyNotation key));
        Assert.Equal(new KeyNotation(tonic, minor), key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("H")]
    [InlineData("0A")]
    [InlineData("13A")]
    [InlineData("8C")]
    [InlineData("A#b")]
    [InlineData("Amiss")]
    [InlineData("-1A")]
    [InlineData("#")]
    public void What_is_no_key_is_not_read(string text)
    {
        Assert.False(KeyNotation.TryParse(text, out _));
    }

    [Fact]
    public void All_keys_have_one_hour_on_the_camelot_and_open_key_wheels()
    {
        var camelot = new HashSet<KeyNotation>();
        for (int hour = 1; hour <= 12; hour++)
        {
            foreach ((string wheel, string open) in ((string, string)[])[("A", "m"), ("B", "d")])
            {
                Assert.True(KeyNotation.TryParse(hour + wheel, out KeyNotation key));
                Assert.True(KeyNotation.TryParse($"{((hour + 4) % 12) + 1}{open}", out KeyNotation same));
                Assert.Equal(key, same);
                camelot.Add(key);
            }
        }

        Assert.Equal(24, camelot.Count);
    }

    [Theory]
    [InlineData("8A", "8A 9A 7A 8B")]
    [InlineData("12B", "12B 1B 11B 12A")]
    public void Compatible_keys_are_the_neighbours_on_the_wheel(string text, string expected)
    {
        Assert.True(KeyNotation.TryParse(text, out KeyNotation key));

        IEnumerable<KeyNotation> neighbours = expected
            .Split(' ')
            .Select(name => KeyNotation.TryParse(name, out KeyNotation k) ? k : default);

        Assert.Equal(neighbours, key.Compatible());
    }
}
