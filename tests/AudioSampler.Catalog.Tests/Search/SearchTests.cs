using AudioSampler.Analysis;
using AudioSampler.Analysis.Analyzers;
using AudioSampler.Catalog.Search;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests.Search;

public sealed class SearchTests(Library library) : IClassFixture<Library>
{
    private readonly TestCatalogue test = library.Test;

    [Theory]
    [InlineData("", "Café Ségolène.flac, CityRain03.wav, KickLoop120bpm.wav, speech & noise.mp3, 雨の音🔥.wav")]
    [InlineData("kick", "KickLoop120bpm.wav")]
    [InlineData("KICKLOOP120", "KickLoop120bpm.wav")]
    [InlineData("loop", "KickLoop120bpm.wav")]
    [InlineData("120", "KickLoop120bpm.wav")]
    [InlineData("cafe segolene", "Café Ségolène.flac")]
    [InlineData("CAFÉ", "Café Ségolène.flac")]
    [InlineData("cafe\u0301", "Café Ségolène.flac")]
    [InlineData("ain", "")]
    [InlineData("rai", "CityRain03.wav, 雨の音🔥.wav")]
    [InlineData("\"rain on surface\"", "CityRain03.wav")]
    [InlineData("\"surface rain\"", "")]
    [InlineData("\"rai\"", "")]
    [InlineData("thunder", "CityRain03.wav")]
    [InlineData("accordion", "")]
    [InlineData("björk", "KickLoop120bpm.wav")]
    [InlineData("bjork", "KickLoop120bpm.wav")]
    [InlineData("speech & noise", "speech & noise.mp3")]
    [InlineData("雨", "雨の音🔥.wav")]
    [InlineData("🔥", "雨の音🔥.wav")]
    [InlineData("field", "CityRain03.wav, speech & noise.mp3, 雨の音🔥.wav")]
    public async Task Words_are_found_in_names_folders_tags_labels_and_metadata(string query, string expected) =>
        await AssertFound(query, expected);

    [Fact]
    public async Task Results_of_an_analyzer_of_another_version_are_stale()
    {
        await using TestCatalogue own = await TestCatalogue.OpenAsync();
        string now = CoreAnalyzers.Versions["tempo"];
        foreach ((string name, string version) in ((string, string)[])[("old.wav", "0.9"), ("new.wav", now)])
        {
            AnalysisDocument document = Documents.Simple($"/x/{name}");
            await own.StoreAsync(document with { Versions = document.Versions.SetItem("tempo", version) });
        }

        Assert.Equal(["old.wav"], await own.FindAsync("is:stale"));
        Assert.Equal(["new.wav"], await own.FindAsync("-is:stale"));
        Assert.Single(await own.FindRegionsAsync("is:stale"));
    }

    [Fact]
    public async Task Results_made_with_other_options_or_another_model_are_stale_once_these_are_noted()
    {
        await using TestCatalogue own = await TestCatalogue.OpenAsync();
        AnalysisOptions usual = new();
        AnalysisOptions other = usual with { Tagging = new TaggingOptions { Model = "efficientat-mn04" } };
        foreach (
            (string name, AnalysisOptions? options) in ((string, AnalysisOptions?)[])[("usual", usual), ("other", other), ("unknown", null)]
        )
        {
            AnalysisDocument document = Documents.Simple($"/x/{name}.wav");
            await own.StoreAsync(
                document with
                {
                    Versions = document.Versions.SetItem("tempo", CoreAnalyzers.Versions["tempo"]),
                    Options = options?.ToJson(),
                }
            );
        }

        Assert.Empty(await own.FindAsync("is:stale"));
        await own.Catalogue.NoteOptionsAsync(usual);
        Assert.Equal(["other.wav"], await own.FindAsync("is:stale"));
        await own.Catalogue.NoteOptionsAsync(other);
        Assert.Equal(["usual.wav"], await own.FindAsync("is:stale"));
        SearchPage<SearchRow> rows = await own.Catalogue.SearchAsync(SearchQuery.Everything, new SearchWindow(1, 10, SearchSort.ByName));
        Assert.Equal(["usual.wav"], rows.Rows.Where(row => row.Stale).Select(row => row.Name));
    }

    [Theory]
    [InlineData("rain -city", "雨の音🔥.wav")]
    [InlineData("rain NOT city", "雨の音🔥.wav")]
    [InlineData("-rain", "Café Ségolène.flac, KickLoop120bpm.wav, speech & noise.mp3")]
    [InlineData("kick OR cafe", "Café Ségolène.flac, KickLoop120bpm.wav")]
    [InlineData("wav kick OR cafe", "Café Ségolène.flac, KickLoop120bpm.wav")]
    [InlineData("wav (kick OR cafe)", "KickLoop120bpm.wav")]
    [InlineData("wav AND -(kick OR city)", "雨の音🔥.wav")]
    [InlineData("-\"rain on surface\" rain", "雨の音🔥.wav")]
    [InlineData("or", "")]
    public async Task Words_are_combined(string query, string expected) => await AssertFound(query, expected);

    [Theory]
    [InlineData("tempo:118-122", "KickLoop120bpm.wav")]
    [InlineData("tempo:118..122", "KickLoop120bpm.wav")]
    [InlineData("tempo:120", "KickLoop120bpm.wav")]
    [InlineData("tempo:120.0", "")]
    [InlineData("tempo:120.2", "KickLoop120bpm.wav")]
    [InlineData("tempo:<100bpm", "Café Ségolène.flac")]
    [InlineData("tempo:>=90", "Café Ségolène.flac, KickLoop120bpm.wav")]
    [InlineData("tempo:>90", "KickLoop120bpm.wav")]
    [InlineData("tempo:..100", "Café Ségolène.flac")]
    [InlineData("tempo:none", "CityRain03.wav, speech & noise.mp3, 雨の音🔥.wav")]
    [InlineData("-tempo:120", "Café Ségolène.flac, CityRain03.wav, speech & noise.mp3, 雨の音🔥.wav")]
    [InlineData("duration:<5", "KickLoop120bpm.wav")]
    [InlineData("duration:4000ms", "KickLoop120bpm.wav")]
    [InlineData("duration:1:30..1h", "CityRain03.wav")]
    [InlineData("duration:>1.9min", "CityRain03.wav")]
    [InlineData("loudness:>-20", "KickLoop120bpm.wav")]
    [InlineData("loudness:-24--20", "CityRain03.wav")]
    [InlineData("loudness:-24..-20LUFS", "CityRain03.wav")]
    [InlineData("regions:1", "Café Ségolène.flac, CityRain03.wav, KickLoop120bpm.wav, 雨の音🔥.wav")]
    public async Task Numbers_are_compared(string query, string expected) => await AssertFound(query, expected);

    [Theory]
    [InlineData("key:Am", "KickLoop120bpm.wav")]
    [InlineData("key:A minor", "KickLoop120bpm.wav")]
    [InlineData("key:\"a minor\"", "KickLoop120bpm.wav")]
    [InlineData("key:8A", "KickLoop120bpm.wav")]
    [InlineData("key:1m", "KickLoop120bpm.wav")]
    [InlineData("key:A", "")]
    [InlineData("key:G♭m", "Café Ségolène.flac")]
    [InlineData("key:F#m,8A", "Café Ségolène.flac, KickLoop120bpm.wav")]
    [InlineData("key~9A", "KickLoop120bpm.wav")]
    [InlineData("key~C", "KickLoop120bpm.wav")]
    [InlineData("key~10B", "")]
    [InlineData("key:minor", "Café Ségolène.flac, KickLoop120bpm.wav")]
    [InlineData("key:none kind:environment", "CityRain03.wav")]
    [InlineData("kind:music", "Café Ségolène.flac, KickLoop120bpm.wav")]
    [InlineData("kind:Music,environment", "Café Ségolène.flac, CityRain03.wav, KickLoop120bpm.wav")]
    [InlineData("kind:none", "speech & noise.mp3, 雨の音🔥.wav")]
    [InlineData("tag:rain", "CityRain03.wav, 雨の音🔥.wav")]
    [InlineData("tag:\"rain on surf\"", "CityRain03.wav")]
    [InlineData("tag:kick", "")]
    [InlineData("meter:3/4", "Café Ségolène.flac")]
    [InlineData("meter:3", "Café Ségolène.flac")]
    [InlineData("meter:4", "KickLoop120bpm.wav")]
    [InlineData("format:wav", "CityRain03.wav, KickLoop120bpm.wav, 雨の音🔥.wav")]
    [InlineData("format:FLAC", "Café Ségolène.flac")]
    [InlineData("format:pcm_s16le tempo:90", "Café Ségolène.flac")]
    [InlineData("in:field", "CityRain03.wav, speech & noise.mp3, 雨の音🔥.wav")]
    [InlineData("in:\"Field Takes\"", "CityRain03.wav, speech & noise.mp3, 雨の音🔥.wav")]
    [InlineData("in:\"field takes/day 1\"", "CityRain03.wav")]
    [InlineData("in:\"/lib/field takes\"", "CityRain03.wav, speech & noise.mp3, 雨の音🔥.wav")]
    [InlineData("in:/lib/mus", "")]
    [InlineData("in:/", "Café Ségolène.flac, CityRain03.wav, KickLoop120bpm.wav, speech & noise.mp3, 雨の音🔥.wav")]
    [InlineData("status:failed", "speech & noise.mp3")]
    [InlineData("recorded:2025", "CityRain03.wav")]
    [InlineData("recorded:2025-03..2025-04", "CityRain03.wav")]
    [InlineData("recorded:>2025", "")]
    [InlineData("added:<2020", "")]
    [InlineData("added:>=2020 kick", "KickLoop120bpm.wav")]
    [InlineData("tempo:>80 key:minor kind:music meter:4/4 kick", "KickLoop120bpm.wav")]
    public async Task Fields_narrow(string query, string expected) => await AssertFound(query, expected);

    [Theory]
    [InlineData("-name", "雨の音🔥.wav, speech & noise.mp3, KickLoop120bpm.wav, CityRain03.wav, Café Ségolène.flac")]
    [InlineData("tempo", "Café Ségolène.flac, KickLoop120bpm.wav, CityRain03.wav, speech & noise.mp3, 雨の音🔥.wav")]
    [InlineData("-tempo", "KickLoop120bpm.wav, Café Ségolène.flac, CityRain03.wav, speech & noise.mp3, 雨の音🔥.wav")]
    [InlineData("kind,-duration", "CityRain03.wav, Café Ségolène.flac, KickLoop120bpm.wav, 雨の音🔥.wav, speech & noise.mp3")]
    [InlineData("camelot", "KickLoop120bpm.wav, Café Ségolène.flac, CityRain03.wav, speech & noise.mp3, 雨の音🔥.wav")]
    public async Task Order_is_as_asked_and_the_unknown_comes_last(string sort, string expected)
    {
        Assert.Equal(expected, string.Join(", ", await test.FindAsync("", sort)));
    }

    [Fact]
    public async Task Every_order_can_be_run_both_ways()
    {
        foreach (string name in SearchSort.Names)
        {
            Assert.Equal(5, (await test.FindAsync("", name)).Length);
            Assert.Equal(5, (await test.FindAsync("", "-" + name + ",name")).Length);
        }
    }

    [Fact]
    public async Task Pages_hold_each_file_once()
    {
        Assert.True(SearchSort.TryParse("status", out SearchSort? ties, out _));
        var seen = new List<long>();
        for (int page = 1; page <= 4; page++)
        {
            SearchPage<SearchRow> found = await test.Catalogue.SearchAsync(SearchQuery.Everything, new SearchWindow(page, 2, ties));
            Assert.Equal(5, found.Total);
            seen.AddRange(found.Rows.Select(row => row.FileId));
        }

        Assert.Equal(5, seen.Count);
        Assert.Equal(5, seen.Distinct().Count());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            test.Catalogue.SearchAsync(SearchQuery.Everything, new SearchWindow(0, 2, ties))
        );
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            test.Catalogue.SearchAsync(SearchQuery.Everything, new SearchWindow(1, 501, ties))
        );
    }

    [Fact]
    public async Task Row_says_what_a_list_shows()
    {
        Assert.True(SearchQuery.TryParse("city OR speech", out SearchQuery? query, out _));

        SearchPage<SearchRow> page = await test.Catalogue.SearchAsync(query, new SearchWindow(1, 10, SearchSort.ByName));

        SearchRow city = page.Rows[0];
        Assert.Equal("/lib/field takes/day 1/CityRain03.wav", city.Path);
        Assert.Equal(
            ("environment", 120.0, -22.5, 1, "wav", "complete"),
            (city.Kind, city.DurationS, city.LoudnessLufs, city.Regions, city.Format, city.Status)
        );
        Assert.Equal(["Rain on surface", "Thunder"], city.Tags);
        Assert.Null(city.Error);
        Assert.InRange(city.Added, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow);
        Assert.Equal(("failed", 0), (page.Rows[1].Status, page.Rows[1].Tags.Count));
        Assert.Contains("no format", page.Rows[1].Error, StringComparison.Ordinal);
    }

    private async Task AssertFound(string query, string expected)
    {
        Assert.Equal(expected, string.Join(", ", await test.FindAsync(query)));
    }
}
