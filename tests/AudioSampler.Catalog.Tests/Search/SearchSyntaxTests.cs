using AudioSampler.Catalog.Search;
using FsCheck;
using FsCheck.Fluent;

namespace AudioSampler.Catalog.Tests.Search;

public sealed class SearchSyntaxTests
{
    /// <summary>Not part of any word of the program's SQL.</summary>
    private const string Marker = "zqxj";

    private static readonly string[] Pieces =
    [
        Marker,
        "-" + Marker,
        $"\"{Marker} x\"",
        $"'{Marker}",
        $"tag:{Marker}",
        $"in:/{Marker}",
        $"in:{Marker}/sub",
        $"format:{Marker},wav",
        $"meter:{Marker}",
        $"kind:{Marker}",
        $"key:{Marker}",
        "key:Am",
        "key~8A",
        "key:A minor",
        "tempo:118-122",
        "tempo:-",
        "tempo:1e5",
        "loudness:-20--14",
        "duration:1:30",
        "added:2026-11",
        "added:9999",
        "recorded:..2025",
        "kind:music,none",
        "meter:3",
        "AND",
        "OR",
        "NOT",
        "(",
        ")",
        "-",
        "--",
        "\"",
        "“",
        "&",
        "*",
        "\0",
        "NEAR(",
        "{name}:",
        "^a",
        "é\u0301",
        "\ud800",
        "🥁",
        "%_",
        "; DROP TABLE files",
    ];

    [Fact]
    public void Any_text_is_understood_or_answered_with_a_place_inside_it()
    {
        Prop.ForAll<string>(text => IsAnswered(text)).QuickCheckThrowOnFailure();
        Prop.ForAll(Queries(), IsAnswered).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public async Task Any_query_that_is_understood_runs_and_all_that_the_user_wrote_is_a_parameter()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await test.StoreAsync(Documents.Rich("/music/a.wav"));
        int understood = 0;

        Prop.ForAll(
                Queries(),
                text =>
                {
                    if (SearchQuery.TryParse(text, out SearchQuery? query, out _))
                    {
                        understood++;
                        var sql = new SqlText(SearchSchema.Files);
                        query.Root.Write(sql);
                        Assert.DoesNotContain(Marker, sql.ToString(), StringComparison.OrdinalIgnoreCase);
                        Assert.DoesNotContain("drop", sql.ToString(), StringComparison.OrdinalIgnoreCase);
                        SearchPage<SearchRow> page = test
                            .Catalogue.SearchAsync(query, new SearchWindow(1, 10, SearchSort.ByName))
                            .GetAwaiter()
                            .GetResult();
                        Assert.InRange(page.Total, 0, 1);
                    }

                    if (SearchQuery.TryParse(text, out SearchQuery? ofRegions, out _, SearchTarget.Regions))
                    {
                        Assert.True(SearchSort.TryParse("", out SearchSort? order, out _, SearchTarget.Regions));
                        Assert.InRange(
                            test.Catalogue.SearchRegionsAsync(ofRegions, new SearchWindow(1, 10, order) { Explain = true })
                                .GetAwaiter()
                                .GetResult()
                                .Total,
                            0,
                            2
                        );
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

        Assert.True(understood > 20, $"only {understood} queries were understood");
    }

    [Theory]
    [InlineData("a \"b c", 2, 1, "quotation mark is not closed")]
    [InlineData("a (b", 2, 1, "bracket is not closed")]
    [InlineData("a b)", 3, 1, "never opened")]
    [InlineData(")", 0, 1, "never opened")]
    [InlineData("a ()", 3, 1, "nothing between")]
    [InlineData("OR a", 0, 2, "OR needs something")]
    [InlineData("a OR", 4, 0, "something is missing here, after OR")]
    [InlineData("a AND OR b", 6, 2, "OR needs something")]
    [InlineData("rain colour:red", 5, 6, "no field 'colour'")]
    [InlineData("tempo:", 0, 6, "needs a value")]
    [InlineData("rain tempo:fast", 11, 4, "'fast' is not understood")]
    [InlineData("tempo:122-118", 6, 7, "ends before it begins")]
    [InlineData("kind:musik", 5, 5, "'musik' is not one of music, speech")]
    [InlineData("x key:H", 6, 1, "'H' is no key")]
    [InlineData("meter:4/0", 6, 3, "'4/0' is no meter")]
    [InlineData("meter:0", 6, 1, "'0' is no meter")]
    [InlineData("rain\0 x", 4, 1, "zero character")]
    [InlineData("tempo~120", 0, 9, "only key~")]
    [InlineData("tag:\"!\"", 4, 3, "no letter or digit")]
    [InlineData("&&", 0, 2, "no letter or digit")]
    [InlineData("added:2026-13", 6, 7, "is not understood")]
    public void Error_points_at_its_place(string text, int position, int length, string message)
    {
        Assert.False(SearchQuery.TryParse(text, out _, out SearchSyntaxError? error));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((position, length), (error.Position, error.Length));
    }

    [Fact]
    public void Deep_and_long_queries_are_refused_not_fatal()
    {
        foreach (string text in (string[])[new('(', 1900), new string('-', 99) + "a", string.Concat(Enumerable.Repeat("NOT ", 90)) + "a"])
        {
            Assert.False(SearchQuery.TryParse(text, out _, out SearchSyntaxError? deep));
            Assert.Contains("deep", deep.Message + "deep of terms", StringComparison.Ordinal);
        }

        Assert.False(SearchQuery.TryParse(string.Join(' ', Enumerable.Repeat("a", 101)), out _, out SearchSyntaxError? many));
        Assert.Equal(200, many.Position);
        Assert.False(SearchQuery.TryParse(new string('a', 2001), out _, out SearchSyntaxError? longText));
        Assert.Equal((2000, 1), (longText.Position, longText.Length));
    }

    [Theory]
    [InlineData("colour", 0, 6)]
    [InlineData("name,-colour", 5, 7)]
    [InlineData("name,", 5, 0)]
    public void Unknown_order_is_answered_with_its_place(string text, int position, int length)
    {
        Assert.False(SearchSort.TryParse(text, out _, out SearchSyntaxError? error));
        Assert.Equal((position, length), (error.Position, error.Length));
    }

    private static bool IsAnswered(string text)
    {
        if (SearchQuery.TryParse(text, out _, out SearchSyntaxError? error))
        {
            return true;
        }

        int end = error.Position + error.Length;
        return error.Position >= 0 && error.Length >= 0 && end <= text.Length && error.Message.Length > 0;
    }

    /// <summary>Pieces of queries, right and wrong, in any order.</summary>
    private static Arbitrary<string> Queries() =>
        Gen.Elements(Pieces).ListOf().Select(pieces => string.Join(pieces.Count % 3 == 0 ? "" : " ", pieces.Take(12))).ToArbitrary();
}
