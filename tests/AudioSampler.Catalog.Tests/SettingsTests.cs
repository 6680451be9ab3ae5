using AudioSampler.Analysis;
using AudioSampler.Audio.Regions;

namespace AudioSampler.Catalog.Tests;

public sealed class SettingsTests
{
    [Fact]
    public async Task Options_of_the_analysis_are_kept_and_are_the_usual_ones_before()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        Assert.Equal(new SilenceOptions(), test.Catalogue.AnalysisOptions().Regions);
        var options = new AnalysisOptions { Regions = new SilenceOptions { PaddingSeconds = 0.25 } };

        await test.Catalogue.SaveAnalysisOptionsAsync(options);
        await test.ReopenAsync();

        Assert.Equal(options.Regions, test.Catalogue.AnalysisOptions().Regions);
    }

    [Fact]
    public async Task Options_that_make_no_sense_are_not_kept()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        var options = new AnalysisOptions { Regions = new SilenceOptions { PaddingSeconds = 90 } };

        await Assert.ThrowsAsync<ArgumentException>(() => test.Catalogue.SaveAnalysisOptionsAsync(options));

        Assert.Equal(new SilenceOptions(), test.Catalogue.AnalysisOptions().Regions);
    }

    [Fact]
    public async Task Options_of_a_newer_version_are_told_of_with_the_remedy()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        test.Sql("""INSERT INTO settings (name, value) VALUES ('analysis', '{"colour": "blue"}')""");

        CatalogueException error = Assert.Throws<CatalogueException>(() => test.Catalogue.AnalysisOptions());

        Assert.Equal(CatalogueFailure.NewerVersion, error.Failure);
        Assert.Contains("colour", error.Message, StringComparison.Ordinal);
        Assert.Contains("delete the row 'analysis'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_is_watched_until_it_is_not_or_is_no_root_any_more()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        string root = await test.Catalogue.AddRootAsync(Path.GetTempPath());

        Assert.Empty(test.Catalogue.ListWatched());
        Assert.True(await test.Catalogue.WatchAsync(root, watched: true));
        Assert.False(await test.Catalogue.WatchAsync(root, watched: true));
        Assert.False(await test.Catalogue.WatchAsync("/no/root", watched: true));
        await test.Catalogue.AddRootAsync(root);
        Assert.Equal([root], test.Catalogue.ListWatched());
        Assert.True(await test.Catalogue.WatchAsync(root, watched: false));
        Assert.Empty(test.Catalogue.ListWatched());
    }

    [Fact]
    public async Task Files_below_a_folder_are_known_by_size_and_time_and_those_of_its_neighbours_are_not()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await test.StoreAsync(Documents.Rich("/music/sub/a.wav"));

        IReadOnlyDictionary<string, (long Size, long Modified)> known = test.Catalogue.KnownBelow("/music");

        Assert.Equal(["/music/sub/a.wav"], known.Keys);
        test.Sql("UPDATE files SET path = '/music/𝄞 sub/é.wav'");
        Assert.Equal(["/music/𝄞 sub/é.wav"], test.Catalogue.KnownBelow("/music/𝄞 sub").Keys);
        test.Sql("UPDATE files SET path = '/music/sub/a.wav'");
        Assert.Empty(test.Catalogue.KnownBelow("/mus"));
        Assert.Empty(test.Catalogue.KnownBelow("/music/sub/a"));
        Assert.Equal(test.Sql("SELECT size_bytes FROM files WHERE path = '/music/sub/a.wav'"), known["/music/sub/a.wav"].Size);
    }
}
