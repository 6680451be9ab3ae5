using System.Diagnostics;
using AudioSampler.Analysis.Engine;
using AudioSampler.Audio;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Model;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Search.Table;
using AudioSampler.Catalog.Storage;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog;

public sealed partial class Catalogue
{
    private volatile CountedState? counted;
    private volatile CountedTags? userTags;
    private volatile SearchTable? searchTable;

    /// <summary>Whether there are results of an analyzer, of whatever file.</summary>
    /// <param name="analyzer">Its name; it need not be there any more.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<bool> HoldsResultsOfAsync(string analyzer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(connection =>
                connection.Value("SELECT 1 FROM region_analysis WHERE analyzer = @analyzer LIMIT 1", ("@analyzer", analyzer)) is not null
            )
        );
    }

    /// <summary>Most rows of a page.</summary>
    public const int MaxPageSize = 500;

    /// <summary>The whole document of a path; null when the path is not in the catalogue.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<AnalysisDocument?> GetDocumentAsync(string path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(connection => FileTable.ByPath(connection, path) is { } row ? DocumentReader.OfFile(connection, row) : null)
        );
    }

    /// <summary>The whole document of a file; null when there is no such file.</summary>
    /// <param name="fileId">The catalogue's number of the file.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<AnalysisDocument?> GetDocumentAsync(long fileId, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(connection => FileTable.ById(connection, fileId) is { } row ? DocumentReader.OfFile(connection, row) : null)
        );
    }

    /// <summary>A region with its analyses and what the user says of it, and a file that holds it; null when there is no such region.</summary>
    /// <param name="regionId">The catalogue's number of the region.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<(AnalysisDocument File, RegionDocument Region)?> GetRegionAsync(
        long regionId,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read<(AnalysisDocument, RegionDocument)?>(connection =>
                AudioOfRegion(connection, regionId) is { } audio
                && FileTable.ByAudio(connection, audio) is [{ } file, ..]
                && DocumentReader.OfFile(connection, file) is var document
                && document.Regions.FirstOrDefault(region => region.RegionId == regionId) is { } region
                    ? (document, region)
                    : null
            )
        );
    }

    /// <summary>The document of a file with these bytes, one that is there first; null when none has results.</summary>
    /// <param name="contentHash"><c>sha256:</c> of the bytes.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<AnalysisDocument?> FindTwinAsync(string contentHash, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(connection =>
                FileTable.ByContent(connection, contentHash, "") is { } row ? DocumentReader.OfFile(connection, row) : null
            )
        );
    }

    /// <summary>Where a file is and what it holds, without its results; null when there is no such file.</summary>
    /// <param name="fileId">The catalogue's number of the file.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<CatalogueFile?> GetFileAsync(long fileId, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(connection =>
                FileTable.ById(connection, fileId) is { } row
                    ? new CatalogueFile
                    {
                        FileId = row.Id,
                        Path = row.Path,
                        AudioHash = row.AudioId is { } audio
                            ? (string?)connection.Value("SELECT audio_hash FROM audio WHERE id = @id", ("@id", audio))
                            : null,
                        ContentHash = row.ContentHash,
                        Facts = DocumentReader.Facts(row),
                        Missing = row.Missing,
                    }
                    : null
            )
        );
    }

    /// <summary>Absolute paths of files by their numbers, in order; numbers that there aren't are left out.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<IReadOnlyList<string>> PathsOfAsync(IEnumerable<long> ids, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<string>>(
            database.Read(connection =>
                connection.Rows(
                    "SELECT path FROM files WHERE id IN (SELECT value FROM json_each(@ids)) ORDER BY path",
                    row => row.GetString(0),
                    ("@ids", MarkTable.Ids(ids))
                )
            )
        );
    }

    /// <summary>Notes that the file is gone from its path, or that it is back. Its results stay either way.</summary>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task SetMissingAsync(long fileId, bool missing, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection => connection.Execute("UPDATE files SET missing = @missing WHERE id = @id", ("@missing", missing), ("@id", fileId)),
            cancellationToken
        );

    /// <summary>Notes as missing the files at and below paths that are not there any more. What is known of them stays; they are back when they are seen again.</summary>
    /// <param name="paths">Absolute paths of files and folders. What lies in a folder that can't be read stays as it is.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many are noted anew.</returns>
    /// <exception cref="CatalogueException">The database can't be read or written.</exception>
    public Task<int> NoteGoneAsync(IEnumerable<string> paths, CancellationToken cancellationToken = default) =>
        NoteGoneAsync(database, paths, cancellationToken);

    /// <inheritdoc cref="NoteGoneAsync(IEnumerable{string}, CancellationToken)"/>
    internal static async Task<int> NoteGoneAsync(
        CatalogueDatabase database,
        IEnumerable<string> paths,
        CancellationToken cancellationToken
    )
    {
        // The disk is asked outside of the write, so that others need not wait for it.
        List<string> gone = database.Read(connection => GoneFiles.Find(connection, paths));
        return gone.Count == 0
            ? 0
            : await database.WriteAsync(
                connection => gone.Count(path => FileTable.MarkMissing(connection, path) is not null),
                cancellationToken
            );
    }

    /// <summary>Finds files.</summary>
    /// <param name="query">What to look for, among files.</param>
    /// <param name="window">Which part of the list.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">There is no such page or page size, or the query or order is of regions.</exception>
    /// <exception cref="SearchCursorException">The cursor is of another list.</exception>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<SearchPage<SearchRow>> SearchAsync(SearchQuery query, SearchWindow window, CancellationToken cancellationToken = default) =>
        Task.FromResult(Found(query, window, SearchTarget.Files, connection => FilesOf(connection, query, window), cancellationToken));

    /// <summary>Finds regions.</summary>
    /// <param name="query">What to look for, among regions.</param>
    /// <param name="window">Which part of the list.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">There is no such page or page size, or the query or order is of files.</exception>
    /// <exception cref="SearchCursorException">The cursor is of another list.</exception>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<SearchPage<RegionSearchRow>> SearchRegionsAsync(
        SearchQuery query,
        SearchWindow window,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(Found(query, window, SearchTarget.Regions, connection => RegionsOf(connection, query, window), cancellationToken));

    /// <summary>Numbers of all files or regions that a query finds, at most <see cref="MostChanged"/> and one, in no order.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<IReadOnlyList<long>> FindIdsAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<long>>(
            database.Read(connection => SearchRun.Ids(connection, query, MostChanged + 1, searchTable))
        );
    }

    /// <summary>
    /// Reads into memory what searches look at, so that they take milliseconds among a million regions; until that is done, and in processes that don't ask for it, they ask the database.
    /// </summary>
    /// <param name="cancellationToken">Stops before the work.</param>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task HoldSearchTableAsync(CancellationToken cancellationToken = default) =>
        Task.Run(
            () =>
            {
                SearchTable table = searchTable ??= database.Read(SearchTable.Load);

                // After a change of ten thousand regions the next search need not read them first.
                database.AfterWrites = () => UseSearchTable(table, _ => true);

                // Nor is the first search by words and values the one for which that code is compiled.
                Rehearse(SearchTarget.Files, "kick tempo:1-999 key:Am");
                Rehearse(SearchTarget.Regions, "kick tempo:1-999 key:Am");
            },
            cancellationToken
        );

    /// <summary>Reads a table of its own.</summary>
    internal SearchTable ReadSearchTable() => database.Read(SearchTable.Load);

    /// <summary>Uses a table as the catalogue is now.</summary>
    internal T UseSearchTable<T>(SearchTable table, Func<SearchTable, T> work) => database.Read(connection => table.Use(connection, work));

    /// <summary>
    /// Asks what a page asks for first, so that its first view finds code compiled and pages read: cold, that took more than a second longer with 100,000 files. It is nobody's search,
    /// and counts as none.
    /// </summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public async Task WarmUpAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Rehearse(SearchTarget.Files, "");
        await StatsAsync(cancellationToken);
        await UserTagsAsync(cancellationToken);
    }

    /// <summary>Searches for nobody.</summary>
    private void Rehearse(SearchTarget target, string text)
    {
        if (!SearchQuery.TryParse(text, out SearchQuery? query, out SearchSyntaxError? error, target))
        {
            throw new ArgumentException($"{text}: {error.Message}", nameof(text));
        }

        bool files = target == SearchTarget.Files;
        var window = new SearchWindow(1, MaxPageSize, files ? SearchSort.ByName : SearchSort.RegionsByName);
        database.Read(connection => files ? FilesOf(connection, query, window).Total : RegionsOf(connection, query, window).Total);
    }

    private SearchPage<SearchRow> FilesOf(SqliteConnection connection, SearchQuery query, SearchWindow window) =>
        SearchRun.Page(connection, query, window, SearchRow.Read, row => row.FileId, (row, why) => row with { Why = why }, searchTable);

    private SearchPage<RegionSearchRow> RegionsOf(SqliteConnection connection, SearchQuery query, SearchWindow window) =>
        SearchRun.Page(
            connection,
            query,
            window,
            RegionSearchRow.Read,
            row => row.RegionId,
            (row, why) => row with { Why = why },
            searchTable
        );

    private T Found<T>(
        SearchQuery query,
        SearchWindow window,
        SearchTarget target,
        Func<SqliteConnection, T> run,
        CancellationToken cancellationToken
    )
    {
        if (window.Page < 1 || window.PageSize is < 1 or > MaxPageSize)
        {
            throw new ArgumentOutOfRangeException(nameof(window), $"pages are from 1, with 1 to {MaxPageSize} rows");
        }

        if (query.Target != target || window.Sort.Target != target)
        {
            throw new ArgumentException("the query or its order is of the other target", nameof(query));
        }

        cancellationToken.ThrowIfCancellationRequested();
        long start = Stopwatch.GetTimestamp();
        T found = database.Read(run);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        EngineMetrics.Searched(elapsed);
        searchClock.Add(elapsed);
        return found;
    }

    /// <summary>What tells whether something has changed, at the cost of a few lookups.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<CatalogueState> StateAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(connection => new CatalogueState(
                (string)
                    connection.Value(
                        """
                        SELECT concat_ws(' ', (SELECT max(generation_id) FROM audio), (SELECT max(id) FROM files), (SELECT count(*) FROM files WHERE missing),
                          (SELECT count(*) FROM files WHERE failure IS NOT NULL))
                        """
                    )!,
                (string)
                    connection.Value(
                        """
                        SELECT concat_ws(' ', (SELECT max(id) FROM history), (SELECT sum(undone) FROM history), (SELECT count(*) FROM collection_items),
                          (SELECT group_concat(name) FROM collections), (SELECT count(*) FROM saved_searches))
                        """
                    )!
            ))
        );
    }

    /// <summary>How much there is. Counting a large catalogue in the database takes a second, so it is done once for each of its states.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public async Task<CatalogueStats> StatsAsync(CancellationToken cancellationToken = default)
    {
        CatalogueState now = await StateAsync(cancellationToken);
        if (counted is { } known && known.State == now)
        {
            return known.Stats with { Searches = searchClock.Read() };
        }

        CatalogueStats stats = database.Read(connection => searchTable?.Use(connection, TableStats.Of) ?? StatsQuery.Run(connection)) with
        {
            DatabaseBytes = new FileInfo(database.Folder.DatabasePath).Length,
            WaveformBytes = waveforms.Bytes(),
        };
        counted = new CountedState(now, stats);
        return stats with { Searches = searchClock.Read() };
    }

    /// <summary>Makes sure that the database answers.</summary>
    /// <exception cref="CatalogueException">It doesn't.</exception>
    public Task PingAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        database.Read(connection => connection.Value("SELECT id FROM files LIMIT 1"));
        return Task.CompletedTask;
    }

    /// <summary>Where the waveform pyramid of some audio stands, or would if it were there.</summary>
    /// <param name="audioHash"><c>sha256:</c> and the hash.</param>
    /// <exception cref="ArgumentException">The hash is none.</exception>
    public string WaveformPath(string audioHash) => waveforms.PathOf(audioHash);

    /// <summary>Keeps a waveform pyramid that was made without an analysis, in place of one that stands there.</summary>
    /// <param name="path">The finished file; it is moved.</param>
    /// <param name="audioHash"><c>sha256:</c> and the hash of the audio that it is of.</param>
    /// <exception cref="CatalogueException">There is no room, or the file can't be moved.</exception>
    public void KeepWaveform(string path, string audioHash) => waveforms.Show(waveforms.Stage(path, WriterName()), audioHash);

    /// <summary>Adds a folder whose files may be served, or a single file; one that is there already stays.</summary>
    /// <param name="path">The folder or file; symbolic links in it are resolved.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The path as it is stored: absolute, without links.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder or file.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public async Task<string> AddRootAsync(string path, CancellationToken cancellationToken = default)
    {
        string resolved = RealPath.Of(path);
        if (!Path.Exists(resolved))
        {
            throw new DirectoryNotFoundException($"{path} is no folder or file that can be read");
        }

        await database.WriteAsync(connection => RootTable.Add(connection, resolved), cancellationToken);
        return resolved;
    }

    /// <summary>Takes a folder or file off the roots; what it holds stays in the catalogue.</summary>
    /// <returns>Whether it was one.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<bool> RemoveRootAsync(string path, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection => RootTable.Remove(connection, path) || RootTable.Remove(connection, RealPath.Of(path)),
            cancellationToken
        );

    /// <summary>The folders whose files may be served, and single files, in order.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<IReadOnlyList<string>> ListRootsAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<string>>(database.Read(RootTable.List));
    }

    private sealed record CountedState(CatalogueState State, CatalogueStats Stats);

    private sealed record CountedTags(CatalogueState State, IReadOnlyList<TagCount> Tags);
}
