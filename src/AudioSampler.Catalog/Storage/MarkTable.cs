using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Catalog.Marks;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Rows of <c>marks</c> and <c>mark_tags</c>: what the user says.</summary>
internal static class MarkTable
{
    private const string Columns = """
        m.id, m.region_id, m.name, m.overrides, m.rating, m.favourite, m.note,
          (SELECT json_group_array(t.tag) FROM mark_tags t WHERE t.mark_id = m.id)
        """;

    /// <summary>What the user says of some audio and its current regions.</summary>
    public static AudioMarks OfAudio(SqliteConnection connection, long audioId)
    {
        var regions = new Dictionary<long, MarkState>();
        MarkState whole = MarkState.Nothing;
        foreach (
            (bool isWhole, StoredMark mark) in connection.Rows(
                $"SELECT {Columns}, m.start_s IS NULL FROM marks m WHERE m.audio_id = @audio AND (m.region_id IS NOT NULL OR m.start_s IS NULL)",
                row => (row.GetBoolean(8), Read(row)),
                ("@audio", audioId)
            )
        )
        {
            if (isWhole)
            {
                whole = mark.State;
            }
            else
            {
                regions.Add(mark.RegionId!.Value, mark.State);
            }
        }

        return new AudioMarks(whole, regions);
    }

    /// <summary>Marks by their numbers.</summary>
    public static List<StoredMark> ById(SqliteConnection connection, IEnumerable<long> ids) =>
        connection.Rows($"SELECT {Columns} FROM marks m WHERE m.id IN (SELECT value FROM json_each(@ids))", Read, ("@ids", Ids(ids)));

    /// <summary>The marks of some audio as a whole, made where there are none.</summary>
    public static List<long> OfWhole(SqliteConnection connection, IEnumerable<long> audioIds)
    {
        string ids = Ids(audioIds);
        connection.Execute(
            """
            INSERT INTO marks (audio_id, favourite) SELECT a.id, 0 FROM audio a
            WHERE a.id IN (SELECT value FROM json_each(@ids)) AND NOT EXISTS (SELECT 1 FROM marks m WHERE m.audio_id = a.id AND m.start_s IS NULL)
            """,
            ("@ids", ids)
        );
        return connection.Rows(
            "SELECT id FROM marks WHERE start_s IS NULL AND audio_id IN (SELECT value FROM json_each(@ids))",
            row => row.GetInt64(0),
            ("@ids", ids)
        );
    }

    /// <summary>The marks of some current regions, made where there are none.</summary>
    public static List<long> OfRegions(SqliteConnection connection, IEnumerable<long> regionIds)
    {
        string ids = Ids(regionIds);
        connection.Execute(
            """
            INSERT INTO marks (audio_id, region_id, start_s, end_s, favourite) SELECT s.audio_id, r.id, r.start_s, r.end_s, 0
            FROM region_summary s JOIN regions r ON r.id = s.region_id
            WHERE s.region_id IN (SELECT value FROM json_each(@ids)) AND NOT EXISTS (SELECT 1 FROM marks m WHERE m.region_id = s.region_id)
            """,
            ("@ids", ids)
        );
        return connection.Rows(
            "SELECT id FROM marks WHERE region_id IN (SELECT value FROM json_each(@ids))",
            row => row.GetInt64(0),
            ("@ids", ids)
        );
    }

    /// <summary>Writes what has changed of marks.</summary>
    public static void Write(SqliteConnection connection, IReadOnlyList<MarkEdit> edits)
    {
        foreach (MarkEdit edit in edits)
        {
            MarkState after = edit.After;
            if (after with { Tags = edit.Before.Tags } != edit.Before)
            {
                connection.Execute(
                    "UPDATE marks SET name = @name, overrides = @overrides, rating = @rating, favourite = @favourite, note = @note WHERE id = @id",
                    ("@name", after.Name),
                    ("@overrides", RegionTable.Overrides(after.OverridesOrNull)),
                    ("@rating", after.Rating),
                    ("@favourite", after.Favourite),
                    ("@note", after.Note),
                    ("@id", edit.Mark)
                );
            }

            foreach (string tag in edit.Before.Tags.Except(after.Tags, StringComparer.Ordinal))
            {
                connection.Execute("DELETE FROM mark_tags WHERE mark_id = @id AND tag = @tag", ("@id", edit.Mark), ("@tag", tag));
            }

            foreach (string tag in after.Tags.Except(edit.Before.Tags, StringComparer.Ordinal))
            {
                connection.Execute("INSERT OR REPLACE INTO mark_tags (mark_id, tag) VALUES (@id, @tag)", ("@id", edit.Mark), ("@tag", tag));
            }
        }
    }

    /// <summary>The regions of some audio of which the user says something, with the stretches that they had when the first was said.</summary>
    public static List<Stretch> Marked(SqliteConnection connection, long audioId) =>
        connection.Rows(
            "SELECT region_id, start_s, end_s FROM marks WHERE audio_id = @audio AND region_id IS NOT NULL AND start_s IS NOT NULL",
            row => new Stretch(row.GetInt64(0), row.GetDouble(1), row.GetDouble(2)),
            ("@audio", audioId)
        );

    /// <summary>Lets marks that wait for a region, because theirs is no more, find one that covers much the same stretch.</summary>
    public static void Attach(SqliteConnection connection, long audioId, IReadOnlyList<Stretch> regions)
    {
        connection.Execute(
            "UPDATE marks SET region_id = NULL WHERE audio_id = @audio AND region_id NOT IN (SELECT value FROM json_each(@ids))",
            ("@audio", audioId),
            ("@ids", Ids(regions.Select(region => region.Id)))
        );
        List<Stretch> waiting = connection.Rows(
            "SELECT id, start_s, end_s FROM marks WHERE audio_id = @audio AND region_id IS NULL AND start_s IS NOT NULL",
            row => new Stretch(row.GetInt64(0), row.GetDouble(1), row.GetDouble(2)),
            ("@audio", audioId)
        );
        if (waiting.Count == 0)
        {
            return;
        }

        HashSet<long> taken =
        [
            .. connection.Rows(
                "SELECT region_id FROM marks WHERE audio_id = @audio AND region_id IS NOT NULL",
                row => row.GetInt64(0),
                ("@audio", audioId)
            ),
        ];
        foreach ((long mark, long region) in Stretch.Pair(waiting, [.. regions.Where(region => !taken.Contains(region.Id))]))
        {
            connection.Execute("UPDATE marks SET region_id = @region WHERE id = @id", ("@region", region), ("@id", mark));
        }
    }

    /// <summary>Numbers as a list for <c>json_each</c>.</summary>
    public static string Ids(IEnumerable<long> ids) => JsonSerializer.Serialize([.. ids], MarkJson.Default.Int64Array);

    private static StoredMark Read(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.LongOrNull(1),
            new MarkState
            {
                Name = row.TextOrNull(2),
                Overrides = DocumentReader.Overrides(row.TextOrNull(3)) ?? MarkState.Nothing.Overrides,
                Rating = row.IntOrNull(4),
                Favourite = row.GetBoolean(5),
                Note = row.TextOrNull(6),
                Tags = [.. JsonStrings.Read(row.GetString(7)).Order(StringComparer.OrdinalIgnoreCase)],
            }
        );
}
