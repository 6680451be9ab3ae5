using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Search;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Tests;

/// <summary>A catalogue in a folder of its own, with short ways to fill and ask it.</summary>
public sealed class TestCatalogue : IAsyncDisposable
{
    private readonly TempFolder folder;

    /// <summary>Another program on the same data folder, which holds the columns of searches in memory: it must find the same.</summary>
    private Catalogue? held;

    private TestCatalogue(TempFolder folder, Catalogue catalogue)
    {
        this.folder = folder;
        Catalogue = catalogue;
    }

    public Catalogue Catalogue { get; private set; }

    public DataFolder Data => Catalogue.Folder;

    /// <summary>A path beside the data folder.</summary>
    public string File(string name) => folder.File(name);

    public static async Task<TestCatalogue> OpenAsync()
    {
        var place = new TempFolder();
        return new TestCatalogue(place, await Catalogue.OpenAsync(new DataFolder(place.File("data"))));
    }

    public async Task ReopenAsync()
    {
        await Catalogue.DisposeAsync();
        Catalogue = await Catalogue.OpenAsync(Data);
    }

    /// <summary>Analyses: begins a generation, streams the document into it, completes it.</summary>
    public Task<AnalysisDocument> StoreAsync(AnalysisDocument document) => StoreAsync(Catalogue, document);

    public static async Task<AnalysisDocument> StoreAsync(Catalogue catalogue, AnalysisDocument document)
    {
        FileIdentity identity = Documents.Identity(document);
        await using IAnalysisGeneration generation = await catalogue.BeginAsync(identity, document.File!, Documents.Recipe, null, default);
        await generation.AddRegionsAsync(document.Regions, default);
        foreach (RegionDocument region in document.Regions)
        {
            foreach ((string analyzer, AnalyzerRecord record) in region.Analyses)
            {
                await generation.AddAnalysisAsync(region.Index, analyzer, record, default);
            }
        }

        return await generation.CompleteAsync(document, default);
    }

    /// <summary>Names of the files that a query finds, in order of name.</summary>
    public async Task<string[]> FindAsync(string query, string sort = "")
    {
        Assert.True(SearchQuery.TryParse(query, out SearchQuery? parsed, out SearchSyntaxError? error), error?.Message);
        Assert.True(SearchSort.TryParse(sort, out SearchSort? order, out error), error?.Message);
        SearchPage<SearchRow> page = await Catalogue.SearchAsync(parsed, new SearchWindow(1, 500, order));
        Assert.Equal(page.Rows.Count, page.Total);
        SearchPage<SearchRow> same = await (await HeldAsync()).SearchAsync(parsed, new SearchWindow(1, 500, order));
        Assert.Equal(page.Rows.Select(row => row.FileId), same.Rows.Select(row => row.FileId));
        Assert.Equal(page.Total, same.Total);
        return [.. page.Rows.Select(row => row.Name)];
    }

    /// <summary>Names of the regions that a query finds, in order of name and position.</summary>
    public async Task<string[]> FindRegionsAsync(string query, string sort = "")
    {
        Assert.True(
            SearchQuery.TryParse(query, out SearchQuery? parsed, out SearchSyntaxError? error, SearchTarget.Regions),
            error?.Message
        );
        Assert.True(SearchSort.TryParse(sort, out SearchSort? order, out error, SearchTarget.Regions), error?.Message);
        SearchPage<RegionSearchRow> page = await Catalogue.SearchRegionsAsync(parsed, new SearchWindow(1, 500, order));
        Assert.Equal(page.Rows.Count, page.Total);
        SearchPage<RegionSearchRow> same = await (await HeldAsync()).SearchRegionsAsync(parsed, new SearchWindow(1, 500, order));
        Assert.Equal(page.Rows.Select(row => (row.RegionId, row.FileId)), same.Rows.Select(row => (row.RegionId, row.FileId)));
        Assert.Equal(page.Total, same.Total);
        return [.. page.Rows.Select(row => row.Name)];
    }

    /// <summary>The catalogue as another program has it, with its columns in memory.</summary>
    public async Task<Catalogue> HeldAsync()
    {
        if (held is null)
        {
            held = await Catalogue.OpenAsync(Data);
            await held.HoldSearchTableAsync();
        }

        return held;
    }

    /// <summary>The first column of the first row, from a connection of its own.</summary>
    public object? Sql(string statement)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Data.DatabasePath, Pooling = false }.ToString()
        );
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of the tests
        command.CommandText = statement;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    public async ValueTask DisposeAsync()
    {
        if (held is not null)
        {
            await held.DisposeAsync();
        }

        await Catalogue.DisposeAsync();
        folder.Dispose();
    }
}
