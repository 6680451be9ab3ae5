using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search;

/// <summary>Runs a query.</summary>
internal static class FileSearch
{
    private const string Tables = """
         FROM files f
         LEFT JOIN audio a ON a.id = f.audio_id
         LEFT JOIN file_summary s ON s.generation_id = a.generation_id
        """;

    private const string Row = """
        SELECT f.id, f.path, f.name, f.status, s.kind, s.bpm, s.time_signature, s.key, s.camelot, f.duration_s, s.loudness_lufs, s.regions, f.format,
          json_extract(f.failure, '$.error.message'), f.added_ticks, f.missing,
          (SELECT json_group_array(t.label ORDER BY t.position) FROM tags t WHERE t.generation_id = a.generation_id)
        """;

    public static SearchPage Run(SqliteConnection connection, SearchQuery query, int page, int pageSize, SearchSort sort)
    {
        SqlText count = new SqlText().Append("SELECT count(*)").Append(Tables).Append(" WHERE ");
        query.Root.Write(count);
        long total = (long)connection.Value(count.ToString(), [.. count.Parameters])!;

        SqlText rows = new SqlText().Append(Row).Append(Tables).Append(" WHERE ");
        query.Root.Write(rows);
        rows.Append($" ORDER BY {sort.OrderBy} LIMIT ").Value(pageSize).Append(" OFFSET ").Value((long)(page - 1) * pageSize);
        return new SearchPage(connection.Rows(rows.ToString(), Read, [.. rows.Parameters]), total, page, pageSize);
    }

    private static SearchRow Read(SqliteDataReader row) =>
        new()
        {
            FileId = row.GetInt64(0),
            Path = row.GetString(1),
            Name = row.GetString(2),
            Status = row.GetString(3),
            Kind = row.TextOrNull(4),
            Bpm = row.DoubleOrNull(5),
            TimeSignature = row.TextOrNull(6),
            Key = row.TextOrNull(7),
            Camelot = row.TextOrNull(8),
            DurationS = row.DoubleOrNull(9),
            LoudnessLufs = row.DoubleOrNull(10),
            Regions = row.IntOrNull(11),
            Format = row.TextOrNull(12),
            Error = row.TextOrNull(13),
            Added = new DateTimeOffset(row.GetInt64(14), TimeSpan.Zero),
            Missing = row.GetBoolean(15),
            Tags = JsonStrings.Read(row.GetString(16)),
        };
}
