using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog;

public sealed partial class Catalogue
{
    /// <summary>Most files or regions that one change may be made to.</summary>
    public const int MostChanged = 100_000;

    /// <summary>What the user says of files or regions, by their numbers; those of which nothing is said have <see cref="MarkState.Nothing"/>.</summary>
    /// <param name="target">Files or regions.</param>
    /// <param name="id">Number of the file or region.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Null when there is no such file or region with results.</returns>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<MarkState?> FindMarkAsync(SearchTarget target, long id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(
            database.Read(connection =>
                target == SearchTarget.Files
                    ? AudioOfFile(connection, id) is { } audio
                        ? MarkTable.OfAudio(connection, audio).Whole
                        : null
                    : AudioOfRegion(connection, id) is { } owner
                        ? MarkTable.OfAudio(connection, owner).Of(id)
                        : null
            )
        );
    }

    /// <summary>Changes what the user says of files or regions: all of it or nothing, with one entry in the history.</summary>
    /// <param name="target">Files or regions.</param>
    /// <param name="ids">Their numbers. What is said of a file is said of its audio, so of every copy.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many marks it was made to: numbers that don't exist, or that have no audio, count for nothing.</returns>
    /// <exception cref="ArgumentException">The change makes no sense; the message says why.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public async Task<Remembered<int>> ChangeMarksAsync(
        SearchTarget target,
        IReadOnlyList<long> ids,
        MarkChange change,
        CancellationToken cancellationToken = default
    )
    {
        if (ids.Count > MostChanged)
        {
            throw new ArgumentException($"at most {MostChanged} can be changed at once", nameof(ids));
        }

        if (change.Problem(target) is { } problem)
        {
            throw new ArgumentException(problem, nameof(change));
        }

        return await database.WriteAsync(
            connection =>
            {
                List<long> marks = MarksOf(connection, target, ids);
                MarkEdit[] edits = [.. EditsOf(connection, marks, change)];
                if (edits.Length == 0)
                {
                    return new Remembered<int>(marks.Count, null);
                }

                RegionNumber[] regions = change.Cuts ? NumbersOf(connection, edits) : [];
                WriteEdits(connection, edits);
                long entry = HistoryTable.Add(
                    connection,
                    change.Words,
                    edits.Length,
                    new HistoryChanges { Marks = edits, Regions = regions }
                );
                return new Remembered<int>(marks.Count, entry);
            },
            cancellationToken
        );
    }

    /// <summary>Has a file cut so that some of its regions become one, as one entry of the history: what the user says of any is said of the first, which is also in the collections of all.</summary>
    /// <param name="fileId">The file.</param>
    /// <param name="cut">The correction of its regions.</param>
    /// <param name="first">Number of the region that goes on.</param>
    /// <param name="others">Numbers of the regions that it takes in, in their order. What is said of them waits for them to come back.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The entry of the history; null when the file is cut so already.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<long?> MergeRegionsAsync(
        long fileId,
        MarkChange cut,
        long first,
        IReadOnlyList<long> others,
        CancellationToken cancellationToken = default
    ) =>
        database.WriteAsync<long?>(
            connection =>
            {
                List<MarkEdit> edits = EditsOf(connection, MarksOf(connection, SearchTarget.Files, [fileId]), cut);
                RegionNumber[] regions = NumbersOf(connection, edits);
                List<StoredMark> all = MarkTable.ById(connection, MarkTable.OfRegions(connection, [first, .. others]));
                CollectionEdit[] collected = [];
                if (all.Find(mark => mark.RegionId == first) is { } one)
                {
                    StoredMark[] taken = [.. others.Select(other => all.Find(mark => mark.RegionId == other)).OfType<StoredMark>()];
                    MarkState united = taken.Aggregate(one.State, (state, other) => state.UnitedWith(other.State));
                    if (united != one.State)
                    {
                        edits.Add(new MarkEdit(one.Id, one.State, united));
                    }

                    collected = [.. taken.SelectMany(other => CollectAsWell(connection, one.Id, other.Id))];
                }

                if (edits.Count + collected.Length == 0)
                {
                    return null;
                }

                WriteEdits(connection, edits);
                return HistoryTable.Add(
                    connection,
                    cut.Words,
                    count: 1,
                    new HistoryChanges
                    {
                        Marks = [.. edits],
                        Collections = collected,
                        Regions = regions,
                    }
                );
            },
            cancellationToken
        );

    /// <summary>The files that are cut otherwise than the user wants: those to be analysed again after a correction of regions, or after it was taken back.</summary>
    /// <param name="fileId">The file to look at; null to look at all, which reads every stored document.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Paths, one for each piece of audio.</returns>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<IReadOnlyList<string>> FilesToCutAsync(long? fileId, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<string>>(
            database.Read(connection =>
                connection
                    .Rows(
                        $"""
                        SELECT min(f.path), m.overrides, json_extract(g.document, '$.versions.regions')
                        FROM audio a JOIN generations g ON g.id = a.generation_id JOIN files f ON f.audio_id = a.id
                        LEFT JOIN marks m ON m.audio_id = a.id AND m.start_s IS NULL
                        WHERE NOT f.missing AND {(
                            fileId is null
                                ? """(json_type(m.overrides, '$.regions') IS NOT NULL OR g.document LIKE '%"regions":"hand:%')"""
                                : "a.id = (SELECT audio_id FROM files WHERE id = @file)"
                        )}
                        GROUP BY a.id
                        """,
                        row => (Path: row.GetString(0), Overrides: DocumentReader.Overrides(row.TextOrNull(1)), Made: row.TextOrNull(2)),
                        ("@file", fileId)
                    )
                    .Where(file => HandCut.Version(file.Overrides) != file.Made)
                    .Select(file => file.Path)
                    .ToList()
            )
        );
    }

    /// <summary>Tags that the user gave, with how many files or regions have each, the most used first. They are counted once for each state of the catalogue.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public async Task<IReadOnlyList<TagCount>> UserTagsAsync(CancellationToken cancellationToken = default)
    {
        CatalogueState now = await StateAsync(cancellationToken);
        if (userTags is { } known && known.State == now)
        {
            return known.Tags;
        }

        IReadOnlyList<TagCount> tags = database.Read(connection =>
            connection.Rows(
                """
                SELECT min(t.tag), count(*) FROM mark_tags t JOIN marks m ON m.id = t.mark_id
                WHERE EXISTS (SELECT 1 FROM files f WHERE f.audio_id = m.audio_id) GROUP BY t.tag ORDER BY 2 DESC, 1
                """,
                row => new TagCount(row.GetString(0), row.GetInt64(1))
            )
        );
        userTags = new CountedTags(now, tags);
        return tags;
    }

    private static List<MarkEdit> EditsOf(SqliteConnection connection, IReadOnlyList<long> marks, MarkChange change) =>
        [
            .. MarkTable
                .ById(connection, marks)
                .Select(mark => new MarkEdit(
                    mark.Id,
                    mark.State,
                    change.Apply(mark.State, change.Corrects ? Shown(connection, mark) : default)
                ))
                .Where(edit => edit.After != edit.Before),
        ];

    private static List<long> MarksOf(SqliteConnection connection, SearchTarget target, IReadOnlyList<long> ids) =>
        target == SearchTarget.Regions
            ? MarkTable.OfRegions(connection, ids)
            : MarkTable.OfWhole(
                connection,
                connection.Rows(
                    """
                    SELECT DISTINCT a.id FROM files f JOIN audio a ON a.id = f.audio_id
                    WHERE f.id IN (SELECT value FROM json_each(@ids)) AND a.generation_id IS NOT NULL
                    """,
                    row => row.GetInt64(0),
                    ("@ids", MarkTable.Ids(ids))
                )
            );

    private static void WriteEdits(SqliteConnection connection, IReadOnlyList<MarkEdit> edits)
    {
        MarkTable.Write(connection, edits);
        IEnumerable<long> marks = edits.Select(edit => edit.Mark);
        SummaryTable.TakeMarks(connection, marks);
        List<long> corrected =
        [
            .. edits.Where(edit => edit.Before with { Overrides = edit.After.Overrides } != edit.Before).Select(edit => edit.Mark),
        ];
        foreach (
            long audio in connection.Rows(
                "SELECT DISTINCT audio_id FROM marks WHERE id IN (SELECT value FROM json_each(@ids))",
                row => row.GetInt64(0),
                ("@ids", MarkTable.Ids(corrected))
            )
        )
        {
            SummaryTable.Renew(connection, audio);
        }

        SearchIndex.RenewMarked(connection, marks);
    }

    private static ShownValues Shown(SqliteConnection connection, StoredMark mark) =>
        new(
            (double?)
                connection.Value(
                    """
                    SELECT coalesce(r.bpm, s.bpm) FROM marks m JOIN audio a ON a.id = m.audio_id
                    LEFT JOIN region_summary r ON r.region_id = m.region_id
                    LEFT JOIN file_summary s ON s.generation_id = a.generation_id AND m.start_s IS NULL
                    WHERE m.id = @id
                    """,
                    ("@id", mark.Id)
                )
        );

    private static long? AudioOfFile(SqliteConnection connection, long fileId) =>
        (long?)
            connection.Value(
                "SELECT a.id FROM files f JOIN audio a ON a.id = f.audio_id WHERE f.id = @id AND a.generation_id IS NOT NULL",
                ("@id", fileId)
            );

    private static long? AudioOfRegion(SqliteConnection connection, long regionId) =>
        (long?)connection.Value("SELECT audio_id FROM region_summary WHERE region_id = @id", ("@id", regionId));
}
