using AudioSampler.Analysis.Engine;
using AudioSampler.Audio;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Tests;

public sealed class CatalogueQueriesTests
{
    [Fact]
    public async Task Unknown_files_are_null()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();

        Assert.Null(await test.Catalogue.GetDocumentAsync("/no.wav"));
        Assert.Null(await test.Catalogue.GetDocumentAsync(17));
        Assert.Null(await test.Catalogue.GetFileAsync(17));
        await test.Catalogue.PingAsync();
    }

    [Fact]
    public async Task File_tells_where_its_audio_is()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument stored = await test.StoreAsync(Documents.Rich("/music/a.wav"));
        AnalysisDocument failed = await test.Catalogue.FailAsync(
            new FileIdentity("/x", 0, Documents.Modified),
            Documents.Failed("/x"),
            default
        );

        await test.Catalogue.SetMissingAsync(stored.FileId!.Value, missing: true);
        CatalogueFile file = (await test.Catalogue.GetFileAsync(stored.FileId.Value))!;

        Assert.Equal(("/music/a.wav", Documents.Hash("rich"), true), (file.Path, file.AudioHash, file.Missing));
        Assert.Equal(61.25, file.Facts!.DurationS);
        Assert.Null((await test.Catalogue.GetFileAsync(failed.FileId!.Value))!.AudioHash);
    }

    [Fact]
    public async Task Stats_count_files_audio_regions_kinds_tags_and_formats()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument rich = await test.StoreAsync(Documents.Rich("/music/a.wav"));
        await test.Catalogue.LinkAsync(Documents.Identity(rich) with { Path = "/proc/version" }, rich.File!, default);
        await test.StoreAsync(Documents.Simple("/music/b.flac", durationS: 3600));
        await test.Catalogue.FailAsync(new FileIdentity("/x", 0, Documents.Modified), Documents.Failed("/x"), default);

        CatalogueStats stats = await test.Catalogue.StatsAsync();

        // The first path does not exist, so the second took its row over.
        Assert.Equal((3, 1, 0, 2, 3), (stats.Files, stats.FailedFiles, stats.MissingFiles, stats.Audio, stats.Regions));
        Assert.Equal(1 + (61.25 / 3600), stats.Hours, 9);
        Assert.Equal([("mixed", 1L), ("music", 1L)], stats.Kinds.Select(kind => (kind.Key, kind.Value)));
        Assert.Equal([("Rain on surface", 1L), ("Thunder", 1L)], stats.Tags.Select(tag => (tag.Key, tag.Value)));
        Assert.Equal([("flac", 1L), ("wav", 1L)], stats.Formats.Select(format => (format.Key, format.Value)));
        Assert.True(stats.DatabaseBytes > 0);
        Assert.Equal(0, stats.WaveformBytes);
    }

    [Fact]
    public async Task Empty_catalogue_has_stats()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();

        CatalogueStats stats = await test.Catalogue.StatsAsync();

        Assert.Equal((0, 0.0), (stats.Files, stats.Hours));
        Assert.Empty(stats.Kinds);
    }

    [Fact]
    public async Task Waveform_is_shown_when_results_are_complete()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument document = Documents.Simple("/music/a.wav");
        string temporary = test.File("waveform.tmp");
        await File.WriteAllTextAsync(temporary, "pyramid");
        string shown = test.Catalogue.WaveformPath(document.File!.AudioHash!);
        await using IAnalysisGeneration generation = await test.Catalogue.BeginAsync(
            Documents.Identity(document),
            document.File!,
            Documents.Recipe,
            null,
            default
        );

        await generation.AdoptWaveformAsync(temporary, default);
        Assert.False(File.Exists(temporary));
        Assert.False(File.Exists(shown));
        await generation.CompleteAsync(document, default);

        Assert.Equal("pyramid", await File.ReadAllTextAsync(shown));
        Assert.Equal(7, (await test.Catalogue.StatsAsync()).WaveformBytes);
    }

    [Fact]
    public async Task Waveform_of_an_abandoned_generation_is_deleted()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument document = Documents.Simple("/music/a.wav");
        string temporary = test.File("waveform.tmp");
        await File.WriteAllTextAsync(temporary, "pyramid");

        await using (
            IAnalysisGeneration generation = await test.Catalogue.BeginAsync(
                Documents.Identity(document),
                document.File!,
                Documents.Recipe,
                null,
                default
            )
        )
        {
            await generation.AdoptWaveformAsync(temporary, default);
        }

        Assert.Empty(Directory.GetFiles(test.Data.WaveformFolder));
    }

    [Theory]
    [InlineData("sha256:../../etc/passwd")]
    [InlineData("")]
    [InlineData("sha256:")]
    [InlineData("sha256:AB/")]
    public async Task Waveform_path_takes_hashes_only(string hash)
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();

        Assert.Throws<ArgumentException>(() => test.Catalogue.WaveformPath(hash));
    }

    [Fact]
    public async Task Roots_are_stored_once_without_links()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        string real = test.File("real");
        string link = test.File("link");
        Directory.CreateDirectory(Path.Combine(real, "sub"));
        Directory.CreateSymbolicLink(link, "real");

        string added = await test.Catalogue.AddRootAsync(Path.Combine(link, "sub") + "/");
        await test.Catalogue.AddRootAsync(Path.Combine(real, "sub"));

        Assert.Equal(RealPath.Of(Path.Combine(real, "sub")), added);
        Assert.Equal([added], await test.Catalogue.ListRootsAsync());
        Assert.True(await test.Catalogue.RemoveRootAsync(Path.Combine(link, "sub")));
        Assert.Empty(await test.Catalogue.ListRootsAsync());
        await Assert.ThrowsAsync<DirectoryNotFoundException>(() => test.Catalogue.AddRootAsync(test.File("nowhere")));
    }
}
