using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Testing;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Tests;

public sealed class ProcessTests
{
    [Fact]
    public async Task Killed_in_the_middle_leaves_the_old_results_current_and_the_rest_is_swept()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument current = await test.StoreAsync(Documents.Rich("/music/a.wav"));
        using (ChildProcess child = ChildProcess.Start(nameof(ChildPrograms.WriteWithoutEnd), test.Data.Path))
        {
            await child.WaitForFileAsync(Path.Combine(test.Data.Path, "began"));
            await test.ReopenAsync(); // a program that opens meanwhile must not sweep away what is being written
            Assert.Equal(2L, test.Sql("SELECT count(*) FROM generations"));
            await child.KillAsync();
        }

        Assert.Equal(2L, test.Sql("SELECT count(*) FROM generations"));
        Assert.Equal(Documents.ToJson(current), Documents.ToJson(await test.Catalogue.GetDocumentAsync(current.Path)));

        await test.ReopenAsync();

        Assert.Equal("ok", test.Sql("PRAGMA integrity_check"));
        Assert.Equal(1L, test.Sql("SELECT count(*) FROM generations"));
        Assert.Equal(4L, test.Sql("SELECT count(*) FROM region_analysis"));
        Assert.Empty(Directory.GetFiles(Path.Combine(test.Data.Path, "writers")));
        Assert.Empty(Directory.GetFiles(test.Data.WaveformFolder));
        Assert.Empty(await CatalogueInvariants.CheckAsync(test.Data.DatabasePath));
        Assert.Equal(Documents.ToJson(current), Documents.ToJson(await test.Catalogue.GetDocumentAsync(current.Path)));
    }

    [Fact]
    public async Task Killed_at_any_moment_of_a_replacement_leaves_one_whole_document()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        for (int round = 0; round < 3; round++)
        {
            File.Delete(Path.Combine(test.Data.Path, "began"));
            using ChildProcess child = ChildProcess.Start(nameof(ChildPrograms.ReplaceWithoutEnd), test.Data.Path);
            await child.WaitForFileAsync(Path.Combine(test.Data.Path, "began"));
            await Task.Delay(37 * round);
            await child.KillAsync();
            await test.ReopenAsync();

            AnalysisDocument found = (await test.Catalogue.GetDocumentAsync("/music/a.wav"))!;
            AnalysisDocument whole = found.Regions.Length == 1 ? Documents.Simple(found.Path, "rich") : Documents.Rich(found.Path);
            Assert.Equal(Documents.ToJson(whole), WithoutNumbers(found, whole));
            Assert.Equal("ok", test.Sql("PRAGMA integrity_check"));
            Assert.Equal(1L, test.Sql("SELECT count(*) FROM generations"));
        }
    }

    [Fact]
    public async Task Two_programs_write_at_once()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        using ChildProcess child = ChildProcess.Start(nameof(ChildPrograms.StoreTwenty), test.Data.Path);
        for (int i = 0; i < 20; i++)
        {
            await test.StoreAsync(Documents.Rich($"/parent/{i}.wav", $"parent {i}"));
            await test.StoreAsync(Documents.Rich("/both/same.wav", "same"));
        }

        Assert.Equal(0, await child.WaitForExitAsync());
        Assert.Equal(41, (await test.FindAsync("thunder")).Length);
        Assert.Equal(41L, test.Sql("SELECT count(*) FROM generations"));
        Assert.Equal("ok", test.Sql("PRAGMA integrity_check"));
        Assert.Equal(2, (await test.Catalogue.GetDocumentAsync("/both/same.wav"))!.Regions.Length);
    }

    [Fact]
    public async Task Locked_database_is_told_when_waiting_did_not_help()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await using Catalogue hasty = await Catalogue.OpenAsync(test.Data, TimeSpan.FromSeconds(1), default);
        AnalysisDocument document = Documents.Simple("/music/a.wav");
        await using var other = new SqliteConnection($"Data Source={test.Data.DatabasePath};Pooling=False");
        await other.OpenAsync();
        await using (SqliteTransaction held = other.BeginTransaction())
        {
            CatalogueException error = await Assert.ThrowsAsync<CatalogueException>(() =>
                hasty.BeginAsync(Documents.Identity(document), document.File!, Documents.Recipe, null, default)
            );
            Assert.Equal(CatalogueFailure.Locked, error.Failure);
            Assert.Null(await hasty.GetDocumentAsync(document.Path)); // readers go on
        }

        await using IAnalysisGeneration generation = await hasty.BeginAsync(
            Documents.Identity(document),
            document.File!,
            Documents.Recipe,
            null,
            default
        );
    }

    /// <summary>What the user said outlives a replacement, and numbers are the catalogue's own.</summary>
    private static string WithoutNumbers(AnalysisDocument found, AnalysisDocument whole) =>
        Documents.ToJson(
            found with
            {
                FileId = null,
                Overrides = whole.Overrides,
                Regions = [.. found.Regions.Select(region => region with { RegionId = null })],
            }
        );
}
