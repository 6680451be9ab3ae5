using AudioSampler.Catalog.Marks;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>
/// Takes changes of collections back: those of an entry that is undone, or those of the undoing when it is done again. First all of them are looked at, then all are made, so that
/// an obstacle leaves everything as it is.
/// </summary>
internal static class TakingBack
{
    /// <summary>What is in the way of taking changes of collections back; null when nothing is.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="whole">Whether all of it has to stand as it was made; else what was changed since stays so.</param>
    public static HistoryObstacle? Obstacle(SqliteConnection connection, HistoryChanges changes, bool whole) =>
        changes.Collections.Select(edit => Obstacle(connection, edit, changes.Marks.Length == 0, whole)).FirstOrDefault(o => o is not null);

    /// <summary>Takes an edit of a collection back, in whose way nothing is.</summary>
    /// <returns>The edit that this was; null when it changed nothing.</returns>
    public static CollectionEdit? Make(SqliteConnection connection, CollectionEdit edit)
    {
        CollectionState? now = CollectionTable.Find(connection, edit.Collection);
        switch (edit)
        {
            case { Before: null }:
                CollectionItem[] held = CollectionTable.Items(connection, edit.Collection);
                CollectionTable.Remove(connection, edit.Collection);
                return new CollectionEdit(edit.Collection, now, null, [], held);
            case { After: null }:
                CollectionTable.Add(connection, edit.Collection, edit.Before);
                break;
            case { Before.Name: { } name } when name != edit.After.Name:
                CollectionTable.Rename(connection, edit.Collection, name);
                break;
            default:
                break;
        }

        if (CollectionTable.Find(connection, edit.Collection) is not { } after)
        {
            return null;
        }

        CollectionItem[] taken = CollectionTable.Take(connection, edit.Collection, edit.Added);
        CollectionItem[] put = CollectionTable.Put(connection, edit.Collection, edit.Removed);
        return now == after && taken.Length + put.Length == 0 ? null : new CollectionEdit(edit.Collection, now, after, put, taken);
    }

    private static HistoryObstacle? Obstacle(SqliteConnection connection, CollectionEdit edit, bool alone, bool whole)
    {
        CollectionState? now = CollectionTable.Find(connection, edit.Collection);
        if (edit is { Before.Name: { } name } && name != edit.After?.Name)
        {
            return now?.Name != edit.After?.Name ? Changed(name)
                : CollectionTable.Named(connection, name) is { } other && other != edit.Collection
                    ? new HistoryObstacle(IsName: true, $"there is another collection '{name}' now: rename or remove that one first")
                : null;
        }

        if (edit.Before is null)
        {
            string made = edit.After!.Name;
            return now?.Name != made ? Changed(made)
                : Holds(connection, edit.Collection, edit.Added)
                    ? new HistoryObstacle(
                        IsName: false,
                        $"other things are in the collection '{made}' now: take them out or remove it first"
                    )
                : null;
        }

        if (now is null)
        {
            // With marks, as in a merge, the collection is the lesser part of it.
            return alone || whole
                ? new HistoryObstacle(IsName: false, $"the collection '{edit.Before.Name}' is no more: undo its removal first")
                : null;
        }

        return whole && !Stands(connection, edit) ? Changed(now.Name) : null;
    }

    /// <summary>Whether something else is in a collection, or less.</summary>
    private static bool Holds(SqliteConnection connection, long collection, CollectionItem[] items) =>
        !CollectionTable.Items(connection, collection).ToHashSet().SetEquals(ThoseThere(connection, items));

    private static bool Stands(SqliteConnection connection, CollectionEdit edit)
    {
        CollectionItem[] now = CollectionTable.Items(connection, edit.Collection);
        HashSet<long> marks = [.. now.Select(item => item.Mark)];
        return ThoseThere(connection, edit.Added).All(now.ToHashSet().Contains) && !edit.Removed.Any(item => marks.Contains(item.Mark));
    }

    /// <summary>The items whose marks are still there: those of forgotten files are not.</summary>
    private static IEnumerable<CollectionItem> ThoseThere(SqliteConnection connection, CollectionItem[] items)
    {
        HashSet<long> there = [.. MarkTable.ById(connection, items.Select(item => item.Mark)).Select(mark => mark.Id)];
        return items.Where(item => there.Contains(item.Mark));
    }

    private static HistoryObstacle Changed(string name) =>
        new(IsName: false, $"the collection '{name}' was changed since: undo that first");
}
