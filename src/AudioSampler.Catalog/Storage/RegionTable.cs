using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Rows of <c>regions</c> and <c>region_analysis</c>.</summary>
internal static class RegionTable
{
    /// <summary>Writes a region, over what stands at its position in the generation.</summary>
    /// <returns>Number of the row.</returns>
    public static long Put(SqliteConnection connection, long generation, RegionDocument region) =>
        (long)
            connection.Value(
                """
                INSERT INTO regions (generation_id, position, name, start_s, end_s, peak_dbfs, rms_dbfs)
                VALUES (@generation, @position, @name, @start, @end, @peak, @rms)
                ON CONFLICT (generation_id, position) DO UPDATE SET name = excluded.name, start_s = excluded.start_s, end_s = excluded.end_s,
                  peak_dbfs = excluded.peak_dbfs, rms_dbfs = excluded.rms_dbfs
                RETURNING id
                """,
                ("@generation", generation),
                ("@position", region.Index),
                ("@name", region.Id),
                ("@start", region.StartS),
                ("@end", region.EndS),
                ("@peak", region.PeakDbfs),
                ("@rms", region.RmsDbfs)
            )!;

    /// <summary>Writes what an analyzer had to say, over what it said before in this generation.</summary>
    public static void PutAnalysis(SqliteConnection connection, long regionId, string analyzer, AnalyzerRecord record)
    {
        (string? json, byte[]? packed) = RecordText.Write(record);
        connection.Execute(
            """
            INSERT INTO region_analysis (region_id, analyzer, status, version, record, packed)
            VALUES (@region, @analyzer, @status, @version, @record, @packed)
            ON CONFLICT (region_id, analyzer) DO UPDATE SET status = excluded.status, version = excluded.version,
              record = excluded.record, packed = excluded.packed
            """,
            ("@region", regionId),
            ("@analyzer", analyzer),
            ("@status", Text(record.Status)),
            ("@version", record.Version),
            ("@record", json),
            ("@packed", packed)
        );
    }

    /// <summary>Lets regions of a new generation have the numbers of those of the old one that cover much the same stretch: whoever points to them points on.</summary>
    /// <param name="connection">In a transaction; the old generation is removed.</param>
    /// <param name="old">Regions of the old generation.</param>
    /// <param name="young">Regions of the new one.</param>
    /// <param name="marked">Old regions that the user marked, with their stretches of then.</param>
    /// <param name="remembered">Numbers of regions from before cuts, the newest first, that none but an old region has.</param>
    /// <returns>The regions of the new one with their numbers.</returns>
    public static ImmutableArray<RegionDocument> TakeNumbers(
        SqliteConnection connection,
        IReadOnlyList<Stretch> old,
        ImmutableArray<RegionDocument> young,
        IReadOnlyList<Stretch> marked,
        IReadOnlyList<Stretch> remembered
    )
    {
        Dictionary<long, long> numbers = RegionNumbers.Find(
            old,
            [.. young.Select(r => new Stretch(r.RegionId!.Value, r.StartS, r.EndS))],
            marked,
            remembered
        );
        connection.Execute("PRAGMA defer_foreign_keys = ON");
        foreach ((long from, long to) in numbers)
        {
            connection.Execute("UPDATE regions SET id = @to WHERE id = @from", ("@to", to), ("@from", from));
            connection.Execute("UPDATE region_analysis SET region_id = @to WHERE region_id = @from", ("@to", to), ("@from", from));
        }

        return
        [
            .. young.Select(region => region with { RegionId = numbers.GetValueOrDefault(region.RegionId!.Value, region.RegionId.Value) }),
        ];
    }

    /// <summary>The stretches of a generation's regions.</summary>
    public static List<Stretch> StretchesOf(SqliteConnection connection, object? generation) =>
        connection.Rows(
            "SELECT id, start_s, end_s FROM regions WHERE generation_id = @generation",
            row => new Stretch(row.GetInt64(0), row.GetDouble(1), row.GetDouble(2)),
            ("@generation", generation)
        );

    /// <summary>Removes regions from a position on.</summary>
    public static void RemoveFrom(SqliteConnection connection, long generation, int position) =>
        connection.Execute(
            "DELETE FROM regions WHERE generation_id = @generation AND position >= @position",
            ("@generation", generation),
            ("@position", position)
        );

    /// <summary>Removes analyses of a region that are not among these.</summary>
    public static void RemoveAnalysesBut(SqliteConnection connection, long regionId, IEnumerable<string> analyzers) =>
        connection.Execute(
            "DELETE FROM region_analysis WHERE region_id = @region AND analyzer NOT IN (SELECT value FROM json_each(@analyzers))",
            ("@region", regionId),
            ("@analyzers", JsonStrings.Write(analyzers))
        );

    /// <summary>Corrections of the user, as JSON; null when there are none.</summary>
    public static string? Overrides(ImmutableSortedDictionary<string, JsonElement>? overrides) =>
        overrides is null ? null : JsonSerializer.Serialize(overrides, AnalysisJson.Default.ImmutableSortedDictionaryStringJsonElement);

    private static string Text(OutcomeStatus status) =>
        status switch
        {
            OutcomeStatus.Ok => "ok",
            OutcomeStatus.Failed => "failed",
            OutcomeStatus.Skipped => "skipped",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
}
