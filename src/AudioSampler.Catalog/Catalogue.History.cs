using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog;

public sealed partial class Catalogue
{
    /// <summary>What the user did, the newest first.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<IReadOnlyList<HistoryEntry>> HistoryAsync(int most, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<HistoryEntry>>(database.Read(connection => HistoryTable.List(connection, most)));
    }

    /// <summary>
    /// Undoes an entry of the history: what it changed and nobody changed since is as it was before. A collection that was made, named anew or removed is left alone when it
    /// was changed since, or another has its name: that is an obstacle.
    /// </summary>
    /// <param name="id">The entry; null for the newest that was not undone.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<HistoryStep> UndoAsync(long? id, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection =>
            {
                if (HistoryTable.Find(connection, id, undone: false) is not { } found)
                {
                    return new HistoryStep(null, null);
                }

                if (TakingBack.Obstacle(connection, found.Changes, whole: false) is { } obstacle)
                {
                    return new HistoryStep(null, obstacle);
                }

                (HistoryChanges undoing, bool cuts) = TakeBack(connection, found.Changes);
                undoing = undoing with { Restored = [.. RemovedTable.TakeBack(connection, "history_id = @id", ("@id", found.Entry.Id))] };
                HistoryTable.Write(connection, found.Entry.Id, Known(found.Changes, undoing) with { Undoing = undoing }, undone: true);
                return new HistoryStep(found.Entry with { Undone = true, Cuts = cuts }, null);
            },
            cancellationToken
        );

    /// <summary>Does an entry of the history again that was undone: all that undoing it changed, or nothing.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<HistoryStep> RedoAsync(long id, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection =>
            {
                if (HistoryTable.Find(connection, id, undone: true) is not { } found)
                {
                    return new HistoryStep(null, null);
                }

                // Entries of before say nothing of their undoing: then it is taken to have undone all of them.
                HistoryChanges undoing = found.Changes.Undoing ?? found.Changes.Reversed;
                if (TakingBack.Obstacle(connection, undoing, whole: true) is { } obstacle)
                {
                    return new HistoryStep(null, obstacle);
                }

                if ((found.Changes.Undoing is null && undoing.AreNone) || !Stands(connection, undoing))
                {
                    return new HistoryStep(
                        null,
                        new HistoryObstacle(IsName: false, $"what entry {id} is about was changed since it was undone")
                    );
                }

                (HistoryChanges redoing, bool cuts) = TakeBack(connection, undoing);
                if (undoing.Restored.Length > 0)
                {
                    RemovedTable.Put(connection, undoing.Restored, found.Entry.Id);
                }

                HistoryTable.Write(connection, id, Known(found.Changes, redoing) with { Undoing = null }, undone: false);
                return new HistoryStep(found.Entry with { Undone = false, Cuts = cuts }, null);
            },
            cancellationToken
        );

    /// <summary>Takes changes back where they stand, and says what that changed.</summary>
    private static (HistoryChanges Done, bool Cuts) TakeBack(SqliteConnection connection, HistoryChanges changes)
    {
        MarkEdit[] edits =
        [
            .. Current(connection, changes)
                .Where(edit => edit.Edit.Stands(edit.Now))
                .Select(edit => new MarkEdit(edit.Edit.Mark, edit.Now, edit.Edit.TakenBack(edit.Now))),
        ];
        MarkEdit[] cuts = [.. edits.Where(edit => HandCut.Version(edit.Before.Overrides) != HandCut.Version(edit.After.Overrides))];
        RegionNumber[] regions = NumbersOf(connection, cuts);
        WriteEdits(connection, edits);
        return (
            new HistoryChanges
            {
                Marks = edits,
                Collections = [.. changes.Collections.Select(edit => TakingBack.Make(connection, edit)).OfType<CollectionEdit>()],
                Regions = regions,
            },
            cuts.Length > 0
        );
    }

    /// <summary>Whether all that changes made is as they made it, and there is something left of it.</summary>
    private static bool Stands(SqliteConnection connection, HistoryChanges changes)
    {
        List<(MarkEdit Edit, MarkState Now)> current = Current(connection, changes);
        return current.TrueForAll(edit => edit.Edit.Stands(edit.Now))
            && (current.Count > 0 || changes.Marks.Length == 0)
            && (long)
                connection.Value(
                    "SELECT count(*) FROM files WHERE id IN (SELECT value FROM json_each(@ids))",
                    ("@ids", MarkTable.Ids(changes.Restored))
                )! == changes.Restored.Length;
    }

    /// <summary>Edits with their marks as they are now; marks of forgotten files are no more.</summary>
    private static List<(MarkEdit Edit, MarkState Now)> Current(SqliteConnection connection, HistoryChanges changes)
    {
        Dictionary<long, MarkState> now = MarkTable
            .ById(connection, changes.Marks.Select(edit => edit.Mark))
            .ToDictionary(mark => mark.Id, mark => mark.State);
        return [.. changes.Marks.Where(edit => now.ContainsKey(edit.Mark)).Select(edit => (edit, now[edit.Mark]))];
    }

    /// <summary>Changes with the numbers of regions from before a step, besides those that they know.</summary>
    private static HistoryChanges Known(HistoryChanges changes, HistoryChanges step) =>
        changes with
        {
            Regions = [.. changes.Regions.Union(step.Regions)],
        };

    /// <summary>The numbers of the regions of audio that edits cut otherwise, before they do.</summary>
    private static RegionNumber[] NumbersOf(SqliteConnection connection, IReadOnlyCollection<MarkEdit> cuts) =>
        cuts.Count == 0
            ? []
            :
            [
                .. connection.Rows(
                    """
                    SELECT a.id, r.id, r.start_s, r.end_s FROM audio a JOIN regions r ON r.generation_id = a.generation_id
                    WHERE a.id IN (SELECT audio_id FROM marks WHERE id IN (SELECT value FROM json_each(@marks)))
                    """,
                    row => new RegionNumber(row.GetInt64(0), row.GetInt64(1), row.GetDouble(2), row.GetDouble(3)),
                    ("@marks", MarkTable.Ids(cuts.Select(edit => edit.Mark)))
                ),
            ];
}
