using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Marks;
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

    /// <summary>Reads in what <see cref="ExportAsync"/> wrote. What the catalogue knows already stays; of the same file or mark, what is read in wins. Each line is taken as a whole or not at all.</summary>
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
        var counts = new TransferCounts();
        var problems = new List<string>();
        var state = database.Read(connection => new ImportState(connection));
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
                counts = await TakeAsync(line!, counts, state, cancellationToken);
            }
            catch (Exception e) when (e is ArgumentException or InvalidDataException or JsonException)
            {
                problems.Add($"line {number}: {e.Message.Split(" (Parameter")[0]}");
            }
        }

        return number == 0 ? throw new InvalidDataException("there is nothing in it") : counts with { Problems = problems };
    }

    private async Task<TransferCounts> TakeAsync(
        TransferLine line,
        TransferCounts counts,
        ImportState state,
        CancellationToken cancellationToken
    )
    {
        if (line.File is { } file)
        {
            if (file.RemovedTicks is not null && database.Read(connection => FileTable.ByPath(connection, file.Document.Path)) is not null)
            {
                return counts; // It is in this catalogue, and stays.
            }

            await TakeFileAsync(file, state, cancellationToken);
            return counts with { Files = counts.Files + 1 };
        }

        if (line.Mark is { } mark)
        {
            Marker.Of(mark.State); // Those that can't be read are refused here, not whenever the file is looked at.
            await database.WriteAsync(connection => TakeMark(connection, mark), cancellationToken);
            return counts with { Marks = counts.Marks + 1 };
        }

        if (line.Collection is { } collection)
        {
            await database.WriteAsync(connection => TakeCollection(connection, collection, state), cancellationToken);
            return counts with { Collections = counts.Collections + 1 };
        }

        if (line.History is { } entry)
        {
            await database.WriteAsync(connection => TakeEntry(connection, entry, state), cancellationToken);
            return counts with { Entries = counts.Entries + 1 };
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

    private async Task TakeFileAsync(TransferFile file, ImportState state, CancellationToken cancellationToken)
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
        if (document.Status == AnalysisStatus.Failed || document.File?.AudioHash is null)
        {
            await database.WriteAsync(
                connection =>
                {
                    if (Fail(connection, identity, document) is { } id)
                    {
                        Complete(connection, id, file, state);
                    }

                    return true;
                },
                cancellationToken
            );
            return;
        }

        var recipe = new AnalysisRecipe(document.Options ?? JsonElement.Parse("{}"), document.Versions);
        await using Generation generation = await BeginAsync(
            identity,
            document.File,
            recipe,
            jobId: null,
            (connection, id) => Complete(connection, id, file, state),
            cancellationToken
        );
        await generation.AddRegionsAsync(document.Regions, cancellationToken);
        await generation.CompleteAsync(document, cancellationToken);
    }

    /// <summary>Makes a file that is being read in what it was, in the transaction that brings it: one that was removed is so at no moment in the catalogue.</summary>
    private static void Complete(SqliteConnection connection, long id, TransferFile file, ImportState state)
    {
        connection.Execute(
            "UPDATE files SET added_ticks = @added, missing = @missing WHERE id = @id",
            ("@added", file.AddedTicks),
            ("@missing", file.Missing),
            ("@id", id)
        );
        if (file.RemovedTicks is not { } ticks)
        {
            return;
        }

        long entry = RemovalOf(connection, file, ticks, state);
        RemovedTable.Put(connection, [id], entry);
        connection.Execute("UPDATE removed_files SET removed_ticks = @ticks WHERE id = @id", ("@ticks", ticks), ("@id", id));
        HistoryTable.CountRemoved(connection, entry);
    }

    /// <summary>The entry of the history that says that a file was removed; its own line comes later, or never.</summary>
    private static long RemovalOf(SqliteConnection connection, TransferFile file, long ticks, ImportState state)
    {
        if (file.RemovedBy is { } by)
        {
            if (HistoryTable.At(connection, by.AtTicks, RemovedAction) is not { } there)
            {
                return Begin(by.AtTicks, state.Entry(by.Id));
            }

            state.Align(by.Id, there);
            return there;
        }

        if (state.Removal is not { } entry || HistoryTable.IsFree(connection, entry))
        {
            state.Removal = entry = Begin(DateTimeOffset.UtcNow.UtcTicks, id: null);
        }

        return entry;

        long Begin(long atTicks, long? id)
        {
            var begun = new HistoryEntry(0, new DateTimeOffset(atTicks, TimeSpan.Zero), RemovedAction, 0, Undone: false);
            return HistoryTable.Put(connection, Free(connection, id), new StoredEntry(begun, new HistoryChanges()));
        }
    }

    private static bool TakeMark(SqliteConnection connection, TransferMark taken)
    {
        long id =
            MarkAt(connection, taken.Place) ?? throw new ArgumentException($"no file holds the audio {taken.AudioHash}", nameof(taken));
        StoredMark stored = MarkTable.ById(connection, [id])[0];
        WriteEdits(connection, [new MarkEdit(stored.Id, stored.State, taken.State)]);
        return true;
    }

    private static bool TakeCollection(SqliteConnection connection, TransferCollection taken, ImportState state)
    {
        string name = NameOf(taken.Name);
        long now = DateTimeOffset.UtcNow.UtcTicks;
        long id =
            CollectionTable.Named(connection, name)
            ?? CollectionTable.Add(
                connection,
                taken.Number is { } number && CollectionTable.Find(connection, state.Collection(number)) is null
                    ? state.Collection(number)
                    : null,
                new CollectionState(name, taken.CreatedTicks ?? now)
            );
        if (taken.Number is { } known)
        {
            state.Collections[known] = id;
        }

        foreach ((TransferItem item, int place) in taken.Items.Select((item, i) => (item, i)))
        {
            long mark =
                MarkAt(connection, item.Place) ?? throw new ArgumentException($"no file holds the audio {item.AudioHash}", nameof(taken));
            CollectionTable.Put(connection, id, [new CollectionItem(mark, item.AddedTicks ?? now + place)]);
        }

        return true;
    }

    /// <summary>Takes an entry of the history that is not there yet. One that removed files may be there because of them.</summary>
    private static bool TakeEntry(SqliteConnection connection, TransferEntry taken, ImportState state)
    {
        if (HistoryTable.At(connection, taken.AtTicks, taken.Action) is { } there)
        {
            state.Align(taken.Id, there);
            HistoryTable.CountAtLeast(connection, there, taken.Count);
            return false;
        }

        var entry = new HistoryEntry(0, new DateTimeOffset(taken.AtTicks, TimeSpan.Zero), taken.Action, taken.Count, taken.Undone);
        HistoryTable.Put(
            connection,
            Free(connection, state.Entry(taken.Id)),
            new StoredEntry(entry, ChangesOf(connection, taken.Changes, state))
        );
        return true;
    }

    /// <summary>A number, unless an entry that was made meanwhile has it.</summary>
    private static long? Free(SqliteConnection connection, long? id) =>
        id is { } number && HistoryTable.IsFree(connection, number) ? number : null;

    /// <summary>Changes in the numbers of this catalogue, without those of audio that it has not.</summary>
    private static HistoryChanges ChangesOf(SqliteConnection connection, TransferChanges taken, ImportState state) =>
        new()
        {
            Marks =
            [
                .. taken
                    .Marks.Select(edit => (Mark: MarkAt(connection, edit.Place), Edit: edit))
                    .Where(edit => edit.Mark is not null)
                    .Select(edit => new MarkEdit(edit.Mark!.Value, edit.Edit.Before, edit.Edit.After)),
            ],
            Collections =
            [
                .. taken.Collections.Select(edit => new CollectionEdit(
                    CollectionTable.Reserve(connection, state.Collection(edit.Number)),
                    edit.Before,
                    edit.After,
                    ItemsOf(connection, edit.Added),
                    ItemsOf(connection, edit.Removed)
                )),
            ],
            Restored = [.. taken.Restored.Select(path => FileTable.ByPath(connection, path)?.Id).OfType<long>()],
            Undoing = taken.Undoing is { } undoing ? ChangesOf(connection, undoing, state) : null,
        };

    private static CollectionItem[] ItemsOf(SqliteConnection connection, IReadOnlyList<TransferItem> taken) =>
        [
            .. taken
                .Select(item => (Mark: MarkAt(connection, item.Place), Item: item))
                .Where(item => item.Mark is not null)
                .Select(item => new CollectionItem(item.Mark!.Value, item.Item.AddedTicks ?? 0)),
        ];

    /// <summary>The mark of a place, made where there is none: of its region, or waiting for one. Null when no file holds the audio.</summary>
    private static long? MarkAt(SqliteConnection connection, TransferPlace place)
    {
        if (AudioId(connection, place.AudioHash, withResults: true) is not { } audio)
        {
            return null;
        }

        if (place is not { StartS: { } start, EndS: { } end })
        {
            return MarkTable.OfWhole(connection, [audio])[0];
        }

        long? region = RegionAt(connection, audio, new Stretch(0, start, end), place.Region);
        (string, object?)[] stretch = [("@audio", audio), ("@region", region), ("@start", start), ("@end", end)];
        return (long?)(
            connection.Value(
                "SELECT id FROM marks WHERE audio_id = @audio AND region_id IS @region AND start_s = @start AND end_s = @end",
                stretch
            )
            ?? connection.Value("SELECT id FROM marks WHERE region_id = @region", ("@region", region))
            ?? connection.Value(
                "INSERT INTO marks (audio_id, region_id, start_s, end_s, favourite) VALUES (@audio, @region, @start, @end, 0) RETURNING id",
                stretch
            )
        );
    }

    /// <summary>The region that a mark is about, also of audio whose files are removed; null when it waits for one.</summary>
    private static long? RegionAt(SqliteConnection connection, long audio, Stretch stretch, int? position)
    {
        object? generation = connection.Value("SELECT generation_id FROM audio WHERE id = @audio", ("@audio", audio));
        return position switch
        {
            Waiting => null,
            { } known => (long?)
                connection.Value(
                    "SELECT id FROM regions WHERE generation_id = @generation AND position = @position",
                    ("@generation", generation),
                    ("@position", known)
                ),
            null => Stretch.Pair([stretch], RegionTable.StretchesOf(connection, generation)) is [(_, long region)] ? region : null,
        };
    }
}
