using AudioSampler.Catalog.Storage;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Tests.Storage;

public sealed class SqliteErrorsTests
{
    [Fact]
    public async Task File_that_is_no_database_is_named_with_the_remedy()
    {
        using var temporary = new TempFolder();
        await File.WriteAllTextAsync(temporary.File("catalogue.db"), new string('x', 9000));

        CatalogueException error = await Assert.ThrowsAsync<CatalogueException>(() => Catalogue.OpenAsync(new DataFolder(temporary.Path)));

        Assert.Equal(CatalogueFailure.Corrupt, error.Failure);
        Assert.Contains(temporary.File("catalogue.db"), error.Message, StringComparison.Ordinal);
        Assert.Contains("backup", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Damaged_pages_are_told_as_damage()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await test.StoreAsync(Documents.Rich("/music/a.wav"));
        await test.Catalogue.DisposeAsync();
        using (FileStream file = File.OpenWrite(test.Data.DatabasePath))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray());
        }

        CatalogueException error = await Assert.ThrowsAsync<CatalogueException>(async () =>
        {
            await using Catalogue catalogue = await Catalogue.OpenAsync(test.Data);
            await catalogue.GetDocumentAsync("/music/a.wav");
        });

        Assert.Equal(CatalogueFailure.Corrupt, error.Failure);
    }

    [Fact]
    public async Task Row_that_is_no_json_is_told_as_damage()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        await test.StoreAsync(Documents.Rich("/music/a.wav"));
        test.Sql("UPDATE region_analysis SET record = '{', packed = NULL WHERE analyzer = 'tempo'");

        CatalogueException error = await Assert.ThrowsAsync<CatalogueException>(() => test.Catalogue.GetDocumentAsync("/music/a.wav"));

        Assert.Equal(CatalogueFailure.Corrupt, error.Failure);
        Assert.Contains("--force", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_of_a_newer_version_is_left_alone()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        test.Sql("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_FromTheFuture', '99.0')");

        CatalogueException error = await Assert.ThrowsAsync<CatalogueException>(() => Catalogue.OpenAsync(test.Data));

        Assert.Equal(CatalogueFailure.NewerVersion, error.Failure);
        Assert.Contains("FromTheFuture", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_in_place_of_the_database_is_told()
    {
        using var temporary = new TempFolder();
        Directory.CreateDirectory(temporary.File("catalogue.db"));

        CatalogueException error = await Assert.ThrowsAsync<CatalogueException>(() => Catalogue.OpenAsync(new DataFolder(temporary.Path)));

        Assert.Equal(CatalogueFailure.CannotOpen, error.Failure);
    }

    [Theory]
    [InlineData(5, CatalogueFailure.Locked)]
    [InlineData(6, CatalogueFailure.Locked)]
    [InlineData(8, CatalogueFailure.ReadOnly)]
    [InlineData(11, CatalogueFailure.Corrupt)]
    [InlineData(13, CatalogueFailure.DiskFull)]
    [InlineData(14, CatalogueFailure.CannotOpen)]
    [InlineData(26, CatalogueFailure.Corrupt)]
    [InlineData(10, CatalogueFailure.Other)]
    public void Every_error_is_one_line_that_names_the_file(int code, CatalogueFailure failure)
    {
        var folder = new DataFolder("/data");

        CatalogueException error = SqliteErrors.Explain(new SqliteException("as SQLite says.", code), folder);

        Assert.Equal(failure, error.Failure);
        Assert.Contains(folder.DatabasePath, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Full_database_is_told_and_what_was_there_stays()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument stored = await test.StoreAsync(Documents.Rich("/music/a.wav"));
        using var database = new CatalogueDatabase(test.Data);

        CatalogueException error = Assert.Throws<CatalogueException>(() =>
            database.Run(connection =>
            {
                connection.Execute("PRAGMA max_page_count = 1");
                return connection.Execute("INSERT INTO roots (path, added_ticks) VALUES (hex(randomblob(1000000)), 1)");
            })
        );

        Assert.Equal(CatalogueFailure.DiskFull, error.Failure);
        Assert.Equal(Documents.ToJson(stored), Documents.ToJson(await test.Catalogue.GetDocumentAsync(stored.Path)));
    }

    [Fact]
    public async Task Lock_that_cannot_be_made_is_told_and_writing_goes_on_when_it_can()
    {
        await using TestCatalogue test = await TestCatalogue.OpenAsync();
        AnalysisDocument document = Documents.Simple("/music/a.wav");
        string writers = Path.Combine(test.Data.Path, "writers");
        Directory.Delete(writers);

        CatalogueException error = await Assert.ThrowsAsync<CatalogueException>(() => test.StoreAsync(document));
        Directory.CreateDirectory(writers);

        Assert.Equal(CatalogueFailure.ReadOnly, error.Failure);
        Assert.Contains(writers, error.Message, StringComparison.Ordinal);
        Assert.NotNull((await test.StoreAsync(document)).FileId);
    }
}
