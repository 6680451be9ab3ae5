namespace AudioSampler.Catalog.Search;

/// <summary>Where the rows of a search come from. The aliases <c>f</c> (files) and <c>s</c> (summaries) are there for both targets.</summary>
internal sealed class SearchSchema
{
    private static readonly string s_fileColumns = $"""
        SELECT f.id, f.path, f.name, f.status, s.kind, s.bpm, s.time_signature, s.key, s.camelot, f.duration_s, s.loudness_lufs, s.regions, f.format,
          json_extract(f.failure, '$.error.message'), f.added_ticks, f.missing,
          (SELECT json_group_array(t.label ORDER BY t.position) FROM tags t WHERE t.generation_id = a.generation_id),
          s.type, s.rating, coalesce(s.favourite, 0), s.corrected,
          (SELECT json_group_array(t.tag ORDER BY t.tag) FROM marks m JOIN mark_tags t ON t.mark_id = m.id
            WHERE m.audio_id = f.audio_id AND m.start_s IS NULL),
          {StaleNode.Condition}
        """;

    private const string RegionColumns = """
        SELECT s.region_id, f.id, f.path, f.name, s.position, s.name, s.start_s, s.duration_s, s.kind, s.type, s.bpm, s.time_signature, s.key, s.camelot,
          s.root_midi, s.loudness_lufs, s.tags, s.rating, s.favourite, s.corrected, f.missing,
          (SELECT json_group_array(t.tag ORDER BY t.tag) FROM marks m JOIN mark_tags t ON t.mark_id = m.id WHERE m.region_id = s.region_id)
        """;

    private SearchSchema(string from, string joinKey, string key, string columns)
    {
        From = from;
        JoinKey = joinKey;
        Key = key;
        Columns = columns;
    }

    /// <summary>Files.</summary>
    public static SearchSchema Files { get; } =
        new(
            " FROM files f LEFT JOIN audio a ON a.id = f.audio_id LEFT JOIN file_summary s ON s.generation_id = a.generation_id",
            "JOIN files f ON f.id = m.file LEFT JOIN audio a ON a.id = f.audio_id LEFT JOIN file_summary s ON s.generation_id = a.generation_id",
            "f.id",
            s_fileColumns
        );

    /// <summary>Regions of each path.</summary>
    public static SearchSchema Regions { get; } =
        new(
            " FROM region_summary s JOIN files f ON f.audio_id = s.audio_id",
            "JOIN region_summary s ON s.region_id = m.k JOIN files f ON f.id = m.file",
            "s.region_id",
            RegionColumns
        );

    /// <summary>The tables, from FROM on.</summary>
    public string From { get; }

    /// <summary>The tables again, for rows of which number (k) and file stand in m.</summary>
    public string JoinKey { get; }

    /// <summary>The number of a row, by which the full-text index knows it.</summary>
    public string Key { get; }

    /// <summary>What is read of a row, from SELECT on.</summary>
    public string Columns { get; }

    /// <summary>The rows of a target.</summary>
    public static SearchSchema Of(SearchTarget target) => target == SearchTarget.Files ? Files : Regions;
}
