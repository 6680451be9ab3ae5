using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Model;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Storage;
using AudioSampler.Catalog.Upkeep;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog;

public sealed partial class Catalogue
{
    /// <summary>In place of the position of a region: the mark waits for one.</summary>
    private const int Waiting = -1;

    /// <summary>
    /// Writes all that the catalogue knows as JSON Lines (<c>ais.catalogue/1</c>): files with their results, what the user says, collections, the history, searches, roots, settings; also
    /// removed files that can come back. Waveforms and indexes are left out: they are made again.
    /// </summary>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    /// <exception cref="IOException">It can't be written.</exception>
    public async Task<TransferCounts> ExportAsync(TextWriter target, CancellationToken cancellationToken = default)
    {
        await WriteLineAsync(target, new TransferLine { Schema = TransferLine.CurrentSchema });
        List<long> files = database.Read(connection =>
            connection.Rows("SELECT id FROM files UNION SELECT id FROM removed_files ORDER BY id", row => row.GetInt64(0))
        );
        foreach (long id in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (database.Read(connection => FileToTransfer(connection, id)) is { } file)
            {
                await WriteLineAsync(target, new TransferLine { File = file });
            }
        }

        (List<TransferMark> marks, List<TransferCollection> collections, List<TransferEntry> entries) = database.Read(connection =>
        {
            Dictionary<long, TransferPlace> places = Places(connection);
            return (MarksToTransfer(connection, places), CollectionsToTransfer(connection, places), EntriesToTransfer(connection, places));
        });
        foreach (TransferMark mark in marks)
        {
            await WriteLineAsync(target, new TransferLine { Mark = mark });
        }

        foreach (TransferCollection collection in collections)
        {
            await WriteLineAsync(target, new TransferLine { Collection = collection });
        }

        foreach (TransferEntry entry in entries)
        {
            await WriteLineAsync(target, new TransferLine { History = entry });
        }

        IReadOnlyList<SavedSearch> searches = await SavedSearchesAsync(cancellationToken);
        foreach (SavedSearch search in searches)
        {
            await WriteLineAsync(
                target,
                new TransferLine { Search = new TransferSearch(search.Name, search.Target, search.Query, search.Sort) }
            );
        }

        foreach (string root in await ListRootsAsync(cancellationToken))
        {
            await WriteLineAsync(target, new TransferLine { Root = root });
        }

        foreach (string watched in ListWatched())
        {
            await WriteLineAsync(target, new TransferLine { Watched = watched });
        }

        if (database.Read(connection => SettingTable.Find(connection, AnalysisSetting)) is not null)
        {
            await WriteLineAsync(target, new TransferLine { Analysis = AnalysisOptions().ToJson() });
        }

        return new TransferCounts
        {
            Files = files.Count,
            Marks = marks.Count,
            Collections = collections.Count,
            Entries = entries.Count,
            Searches = searches.Count,
        };
    }

    private static TransferFile? FileToTransfer(SqliteConnection connection, long id)
    {
        FileRow? there = FileTable.ById(connection, id);
        if ((there ?? FileTable.RemovedById(connection, id)) is not { } row)
        {
            return null;
        }

        AnalysisDocument document = DocumentReader.OfFile(connection, row);
        string table = there is null ? "removed_files" : "files";
        long added = (long)connection.Value($"SELECT added_ticks FROM {table} WHERE id = @id", ("@id", id))!;
        return new TransferFile(
            document with
            {
                FileId = null,
                Overrides = null,
                User = null,
                Regions = [.. document.Regions.Select(region => region with { RegionId = null, Overrides = null, User = null })],
            },
            row.SizeBytes,
            row.ModifiedTicks,
            added,
            row.ContentHash,
            row.Missing,
            there is null ? (long)connection.Value("SELECT removed_ticks FROM removed_files WHERE id = @id", ("@id", id))! : null,
            there is null ? RemovalToTransfer(connection, id) : null
        );
    }

    private static TransferRemoval? RemovalToTransfer(SqliteConnection connection, long id) =>
        connection
            .Rows(
                "SELECT h.id, h.at_ticks FROM removed_files f JOIN history h ON h.id = f.history_id WHERE f.id = @id",
                row => new TransferRemoval(row.GetInt64(0), row.GetInt64(1)),
                ("@id", id)
            )
            .FirstOrDefault();

    private static List<TransferMark> MarksToTransfer(SqliteConnection connection, Dictionary<long, TransferPlace> places) =>
        [
            .. MarkTable
                .ById(connection, places.Keys)
                .Where(mark => !mark.State.IsEmpty)
                .Select(mark =>
                {
                    TransferPlace place = places[mark.Id];
                    return new TransferMark(place.AudioHash, place.StartS, place.EndS, place.Region, mark.State);
                }),
        ];

    private static List<TransferCollection> CollectionsToTransfer(SqliteConnection connection, Dictionary<long, TransferPlace> places) =>
        [
            .. connection
                .Rows("SELECT id FROM collections ORDER BY id", row => row.GetInt64(0))
                .Select(id =>
                {
                    CollectionState state = CollectionTable.Find(connection, id)!;
                    return new TransferCollection(
                        state.Name,
                        ItemsToTransfer(CollectionTable.Items(connection, id), places),
                        id,
                        state.CreatedTicks
                    );
                }),
        ];

    private static List<TransferEntry> EntriesToTransfer(SqliteConnection connection, Dictionary<long, TransferPlace> places) =>
        [
            .. HistoryTable
                .All(connection)
                .Select(stored => new TransferEntry(
                    stored.Entry.Id,
                    stored.Entry.At.UtcTicks,
                    stored.Entry.Action,
                    stored.Entry.Count,
                    stored.Entry.Undone,
                    ChangesToTransfer(connection, stored.Changes, places)
                )),
        ];

    /// <summary>Changes without what is about forgotten files.</summary>
    private static TransferChanges ChangesToTransfer(
        SqliteConnection connection,
        HistoryChanges changes,
        Dictionary<long, TransferPlace> places
    ) =>
        new()
        {
            Marks =
            [
                .. changes
                    .Marks.Where(edit => places.ContainsKey(edit.Mark))
                    .Select(edit => new TransferEdit(places[edit.Mark], edit.Before, edit.After)),
            ],
            Collections =
            [
                .. changes.Collections.Select(edit => new TransferCollectionEdit(
                    edit.Collection,
                    edit.Before,
                    edit.After,
                    ItemsToTransfer(edit.Added, places),
                    ItemsToTransfer(edit.Removed, places)
                )),
            ],
            Restored = connection.Rows(
                """
                SELECT path FROM files WHERE id IN (SELECT value FROM json_each(@ids))
                UNION SELECT path FROM removed_files WHERE id IN (SELECT value FROM json_each(@ids))
                """,
                row => row.GetString(0),
                ("@ids", MarkTable.Ids(changes.Restored))
            ),
            Undoing = changes.Undoing is { } undoing ? ChangesToTransfer(connection, undoing, places) : null,
        };

    private static TransferItem[] ItemsToTransfer(CollectionItem[] items, Dictionary<long, TransferPlace> places) =>
        [
            .. items
                .Where(item => places.ContainsKey(item.Mark))
                .Select(item =>
                {
                    TransferPlace place = places[item.Mark];
                    return new TransferItem(place.AudioHash, place.StartS, place.EndS, place.Region, item.AddedTicks);
                }),
        ];

    /// <summary>What each mark is about.</summary>
    private static Dictionary<long, TransferPlace> Places(SqliteConnection connection) =>
        connection
            .Rows(
                """
                SELECT m.id, a.audio_hash, m.start_s, m.end_s, r.position FROM marks m JOIN audio a ON a.id = m.audio_id
                LEFT JOIN regions r ON r.id = m.region_id ORDER BY m.id
                """,
                row =>
                    (
                        Id: row.GetInt64(0),
                        Place: row.IsDBNull(2)
                            ? new TransferPlace(row.GetString(1), null, null, null)
                            : new TransferPlace(row.GetString(1), row.GetDouble(2), row.GetDouble(3), row.IntOrNull(4) ?? Waiting)
                    )
            )
            .ToDictionary(mark => mark.Id, mark => mark.Place);

    private static Task WriteLineAsync(TextWriter target, TransferLine line) => target.WriteLineAsync(TransferForm.Write(line));
}
