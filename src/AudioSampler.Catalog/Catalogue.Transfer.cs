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
    /// <summary>How many imports are at work: files that are read in may be away, and must not be taken for moved ones.</summary>
    private int importing;

    /// <summary>
    /// Writes all that the catalogue knows as JSON Lines (<c>ais.catalogue/1</c>): files with their results, what the user says, collections, searches, roots, settings; also removed files that can
    /// come back. Waveforms and indexes are left out: they are made again.
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

        (List<TransferMark> marks, List<TransferCollection> collections) = database.Read(connection =>
            (MarksToTransfer(connection), CollectionsToTransfer(connection))
        );
        foreach (TransferMark mark in marks)
        {
            await WriteLineAsync(target, new TransferLine { Mark = mark });
        }

        foreach (TransferCollection collection in collections)
        {
            await WriteLineAsync(target, new TransferLine { Collection = collection });
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
            Searches = searches.Count,
        };
    }

    /// <summary>Reads in what <see cref="ExportAsync"/> wrote. What the catalogue knows already stays; of the same file or mark, what is read in wins.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="cancellationToken">Stops the work; what was read in stays.</param>
    /// <exception cref="InvalidDataException">It is no catalogue, or one of a newer form.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public async Task<TransferCounts> ImportAsync(TextReader source, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref importing);
        try
        {
            return await ImportLinesAsync(source, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref importing);
        }
    }

    private async Task<TransferCounts> ImportLinesAsync(TextReader source, CancellationToken cancellationToken)
    {
        TransferCounts counts;
        var problems = new List<string>();
        var removed = new Dictionary<string, long>(StringComparer.Ordinal);
        try
        {
            counts = await ImportLinesAsync(source, problems, removed, cancellationToken);
        }
        finally
        {
            // Last, for marks find their regions only in files that are there.
            await database.WriteAsync(connection => TakeRemoved(connection, removed), CancellationToken.None);
        }

        return counts with
        {
            Problems = problems,
        };
    }

    private async Task<TransferCounts> ImportLinesAsync(
        TextReader source,
        List<string> problems,
        Dictionary<string, long> removed,
        CancellationToken cancellationToken
    )
    {
        var counts = new TransferCounts();
        int number = 0;
        while (await source.ReadLineAsync(cancellationToken) is { } text)
        {
            number++;
            TransferLine? line = null;
            try
            {
                line = TransferForm.Read(text);
            }
            catch (JsonException e)
            {
                if (number > 1)
                {
                    problems.Add($"line {number}: {e.Message.ReplaceLineEndings(" ")}");
                    continue;
                }
            }

            if (number == 1)
            {
                if (line?.Schema != TransferLine.CurrentSchema)
                {
                    throw new InvalidDataException(
                        $"this is no catalogue of the form {TransferLine.CurrentSchema}: the first line says {line?.Schema ?? "nothing of the kind"}"
                    );
                }

                continue;
            }

            try
            {
                counts = await TakeAsync(line!, counts, removed, cancellationToken);
            }
            catch (Exception e) when (e is ArgumentException or InvalidDataException or JsonException)
            {
                problems.Add($"line {number}: {e.Message.Split(" (Parameter")[0]}");
            }
        }

        return number == 0 ? throw new InvalidDataException("there is nothing in it") : counts;
    }

    private async Task<TransferCounts> TakeAsync(
        TransferLine line,
        TransferCounts counts,
        Dictionary<string, long> removed,
        CancellationToken cancellationToken
    )
    {
        if (line.File is { } file)
        {
            string path = file.Document.Path;
            if (file.RemovedTicks is { } ticks)
            {
                if (database.Read(connection => FileTable.ByPath(connection, path)) is not null)
                {
                    return counts; // It is in this catalogue, and stays.
                }

                removed[path] = ticks;
            }

            await TakeFileAsync(file, cancellationToken);
            return counts with { Files = counts.Files + 1 };
        }

        if (line.Mark is { } mark)
        {
            await database.WriteAsync(connection => TakeMark(connection, mark), cancellationToken);
            return counts with { Marks = counts.Marks + 1 };
        }

        if (line.Collection is { } collection)
        {
            await database.WriteAsync(connection => TakeCollection(connection, collection), cancellationToken);
            return counts with { Collections = counts.Collections + 1 };
        }

        if (line.Search is { } search)
        {
            SearchTarget target = search.Target == "regions" ? SearchTarget.Regions : SearchTarget.Files;
            if (
                !SearchQuery.TryParse(search.Query, out SearchQuery? query, out SearchSyntaxError? error, target)
                || !SearchSort.TryParse(search.Sort, out SearchSort? sort, out error, target)
            )
            {
                throw new InvalidDataException($"the search '{search.Name}' is not understood: {error.Message}");
            }

            await SaveSearchAsync(search.Name, query, sort, cancellationToken);
            return counts with { Searches = counts.Searches + 1 };
        }

        if (line.Root is { } root && Path.IsPathFullyQualified(root))
        {
            await database.WriteAsync(connection => RootTable.Add(connection, root), cancellationToken);
        }

        if (line.Watched is { } watched)
        {
            await WatchAsync(watched, watched: true, cancellationToken);
        }

        if (line.Analysis is { } analysis)
        {
            await SaveAnalysisOptionsAsync(Analysis.AnalysisOptions.Parse(analysis.GetRawText()), cancellationToken);
        }

        return counts;
    }

    private async Task TakeFileAsync(TransferFile file, CancellationToken cancellationToken)
    {
        AnalysisDocument document = file.Document;
        if (!Path.IsPathFullyQualified(document.Path))
        {
            throw new InvalidDataException($"the path {document.Path} is not absolute");
        }

        var identity = new FileIdentity(document.Path, file.SizeBytes, new DateTimeOffset(file.ModifiedTicks, TimeSpan.Zero))
        {
            ContentHash = file.ContentHash,
            AudioHash = document.File?.AudioHash,
        };
        long? id;
        if (document.Status == AnalysisStatus.Failed || document.File?.AudioHash is null)
        {
            id = (await FailAsync(identity, document, cancellationToken)).FileId;
        }
        else
        {
            var recipe = new AnalysisRecipe(document.Options ?? JsonElement.Parse("{}"), document.Versions);
            await using IAnalysisGeneration generation = await BeginAsync(identity, document.File, recipe, jobId: null, cancellationToken);
            await generation.AddRegionsAsync(document.Regions, cancellationToken);
            id = (await generation.CompleteAsync(document, cancellationToken)).FileId;
        }

        await database.WriteAsync(
            connection =>
                connection.Execute(
                    "UPDATE files SET added_ticks = @added, missing = @missing WHERE id = @id",
                    ("@added", file.AddedTicks),
                    ("@missing", file.Missing),
                    ("@id", id)
                ),
            cancellationToken
        );
    }

    /// <summary>Removes files that were removed where they come from; each can come back as long as it could there.</summary>
    private static bool TakeRemoved(SqliteConnection connection, Dictionary<string, long> removed)
    {
        Dictionary<long, long> ids = removed
            .Select(file => (FileTable.ByPath(connection, file.Key)?.Id, Ticks: file.Value))
            .Where(file => file.Id is not null)
            .ToDictionary(file => file.Id!.Value, file => file.Ticks);
        if (ids.Count == 0)
        {
            return true;
        }

        RemovedTable.Put(connection, ids.Keys, HistoryTable.Add(connection, RemovedAction, ids.Count, new HistoryChanges()));
        foreach ((long id, long ticks) in ids)
        {
            connection.Execute("UPDATE removed_files SET removed_ticks = @ticks WHERE id = @id", ("@ticks", ticks), ("@id", id));
        }

        return true;
    }

    private static bool TakeMark(SqliteConnection connection, TransferMark taken)
    {
        StoredMark stored = MarkTable.ById(connection, [MarkAt(connection, new TransferPlace(taken.AudioHash, taken.StartS, taken.EndS))])[
            0
        ];
        WriteEdits(connection, [new MarkEdit(stored.Id, stored.State, taken.State)]);
        return true;
    }

    private static bool TakeCollection(SqliteConnection connection, TransferCollection taken)
    {
        long id = (long)
            connection.Value(
                """
                INSERT INTO collections (name, created_ticks) VALUES (@name, @now)
                ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id
                """,
                ("@name", NameOf(taken.Name)),
                ("@now", DateTimeOffset.UtcNow.UtcTicks)
            )!;
        foreach (TransferPlace place in taken.Items)
        {
            connection.Execute(
                "INSERT OR IGNORE INTO collection_items (collection_id, mark_id, added_ticks) VALUES (@id, @mark, @now)",
                ("@id", id),
                ("@mark", MarkAt(connection, place)),
                ("@now", DateTimeOffset.UtcNow.UtcTicks)
            );
        }

        return true;
    }

    /// <summary>The mark of a place, made where there is none: of its region, or waiting for one.</summary>
    private static long MarkAt(SqliteConnection connection, TransferPlace place)
    {
        long audio =
            (long?)
                connection.Value("SELECT id FROM audio WHERE audio_hash = @hash AND generation_id IS NOT NULL", ("@hash", place.AudioHash))
            ?? throw new ArgumentException($"no file holds the audio {place.AudioHash}", nameof(place));
        if (place is not { StartS: { } start, EndS: { } end })
        {
            return MarkTable.OfWhole(connection, [audio])[0];
        }

        List<Stretch> regions = connection.Rows(
            "SELECT r.id, r.start_s, r.end_s FROM region_summary s JOIN regions r ON r.id = s.region_id WHERE s.audio_id = @audio",
            row => new Stretch(row.GetInt64(0), row.GetDouble(1), row.GetDouble(2)),
            ("@audio", audio)
        );
        if (Stretch.Pair([new Stretch(0, start, end)], regions) is [(_, long region)])
        {
            return MarkTable.OfRegions(connection, [region])[0];
        }

        (string, object?)[] stretch = [("@audio", audio), ("@start", start), ("@end", end)];
        return (long)
            (
                connection.Value("SELECT id FROM marks WHERE audio_id = @audio AND start_s = @start AND end_s = @end", stretch)
                ?? connection.Value(
                    "INSERT INTO marks (audio_id, start_s, end_s, favourite) VALUES (@audio, @start, @end, 0) RETURNING id",
                    stretch
                )
            )!;
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
            there is null ? (long)connection.Value("SELECT removed_ticks FROM removed_files WHERE id = @id", ("@id", id))! : null
        );
    }

    private static List<TransferMark> MarksToTransfer(SqliteConnection connection)
    {
        Dictionary<long, TransferPlace> places = Places(connection);
        return
        [
            .. MarkTable
                .ById(connection, places.Keys)
                .Where(mark => !mark.State.IsEmpty)
                .Select(mark => new TransferMark(places[mark.Id].AudioHash, places[mark.Id].StartS, places[mark.Id].EndS, mark.State)),
        ];
    }

    private static List<TransferCollection> CollectionsToTransfer(SqliteConnection connection)
    {
        Dictionary<long, TransferPlace> places = Places(connection);
        ILookup<long, long> items = connection
            .Rows(
                "SELECT collection_id, mark_id FROM collection_items ORDER BY added_ticks, mark_id",
                row => (row.GetInt64(0), row.GetInt64(1))
            )
            .ToLookup(item => item.Item1, item => item.Item2);
        return
        [
            .. connection
                .Rows("SELECT id, name FROM collections ORDER BY id", row => (Id: row.GetInt64(0), Name: row.GetString(1)))
                .Select(collection => new TransferCollection(collection.Name, [.. items[collection.Id].Select(mark => places[mark])])),
        ];
    }

    private static Dictionary<long, TransferPlace> Places(SqliteConnection connection) =>
        connection
            .Rows(
                "SELECT m.id, a.audio_hash, m.start_s, m.end_s FROM marks m JOIN audio a ON a.id = m.audio_id ORDER BY m.id",
                row => (Id: row.GetInt64(0), Place: new TransferPlace(row.GetString(1), row.DoubleOrNull(2), row.DoubleOrNull(3)))
            )
            .ToDictionary(mark => mark.Id, mark => mark.Place);

    private static Task WriteLineAsync(TextWriter target, TransferLine line) => target.WriteLineAsync(TransferForm.Write(line));
}
