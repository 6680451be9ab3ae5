using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Similarity;
using AudioSampler.Catalog.Storage;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog;

public sealed partial class Catalogue
{
    /// <summary>Candidates that are compared exactly, for each that is wanted: bytes decide who comes into question, exact values the order.</summary>
    private const int Candidates = 4;

    private readonly SimilarityIndexes similarities;

    /// <summary>Finds regions that sound like some, and unlike others.</summary>
    /// <returns>Null when there is no region of a number asked for, or none of those wanted alike has sound.</returns>
    /// <exception cref="ArgumentException">Nothing is wanted alike, too much is asked for, or the query is of files.</exception>
    /// <exception cref="CatalogueException">The catalogue can't be read, or its index can't be written.</exception>
    public Task<SimilarityAnswer?> SimilarAsync(SimilarityQuestion question, CancellationToken cancellationToken = default) =>
        Task.Run(
            () =>
            {
                (Dictionary<long, SoundVector> known, bool all) = database.Read(connection => VectorsOf(connection, question));
                List<SoundVector> like = [.. question.Like.Where(known.ContainsKey).Select(id => known[id])];
                return !all || like.Count == 0
                    ? null
                    : Similar(question, like, [.. question.Unlike.Where(known.ContainsKey).Select(id => known[id])], cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Finds regions that sound like one that is not in the catalogue.</summary>
    /// <param name="sound">The region, analysed.</param>
    /// <param name="question">The rest of the question; regions to be alike are not looked at.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Null when the region is silent, or was not measured.</returns>
    /// <exception cref="ArgumentException">Too much is asked for, or the query is of files.</exception>
    /// <exception cref="CatalogueException">The catalogue can't be read, or its index can't be written.</exception>
    public Task<SimilarityAnswer?> SimilarAsync(
        RegionDocument sound,
        SimilarityQuestion question,
        CancellationToken cancellationToken = default
    ) =>
        Task.Run(
            () => SoundVector.Of(new ReadResults(sound)) is { } vector ? Similar(question, [vector], [], cancellationToken) : null,
            cancellationToken
        );

    /// <summary>Brings the similarity indexes up to date, so that the next question needn't wait for that.</summary>
    /// <exception cref="CatalogueException">The catalogue can't be read, or an index can't be written.</exception>
    public Task RefreshSimilarityAsync(CancellationToken cancellationToken = default) =>
        Task.Run(
            () =>
            {
                foreach (string model in database.Read(Models))
                {
                    similarities.Of(model, cancellationToken);
                }
            },
            cancellationToken
        );

    /// <summary>The map: regions near each other sound alike.</summary>
    /// <param name="among">A search of regions; null for all.</param>
    /// <param name="most">Most points.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Points in no order, each network's in a map of its own.</returns>
    /// <exception cref="CatalogueException">The catalogue can't be read, or an index can't be written.</exception>
    public Task<IReadOnlyList<MapPoint>> MapAsync(SearchQuery? among, int most, CancellationToken cancellationToken = default) =>
        Task.Run<IReadOnlyList<MapPoint>>(
            () =>
            {
                Dictionary<long, string?> kinds = database.Read(connection => KindsOf(connection, among, most));
                var points = new List<MapPoint>(kinds.Count);
                foreach (string model in database.Read(Models))
                {
                    similarities
                        .Of(model, cancellationToken)
                        ?.Map(
                            (region, x, y) =>
                            {
                                // Taken out, so that a row that was replaced counts once.
                                if (kinds.Remove(region, out string? kind))
                                {
                                    points.Add(new MapPoint(region, model, x, y, kind));
                                }
                            }
                        );
                }

                return points;
            },
            cancellationToken
        );

    /// <summary>Files and regions that are the same.</summary>
    /// <param name="kind">In what way.</param>
    /// <param name="most">Most groups.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The catalogue can't be read, or an index can't be written.</exception>
    public Task<IReadOnlyList<DuplicateGroup>> DuplicatesAsync(
        DuplicateKind kind,
        int most,
        CancellationToken cancellationToken = default
    ) =>
        Task.Run<IReadOnlyList<DuplicateGroup>>(
            () => kind == DuplicateKind.Near ? Near(most, cancellationToken) : database.Read(connection => Same(connection, kind, most)),
            cancellationToken
        );

    /// <summary>Regions by their numbers, each in the first of its files that is there, in the order of files and time.</summary>
    /// <exception cref="CatalogueException">The catalogue can't be read.</exception>
    public Task<IReadOnlyList<RegionSearchRow>> RegionRowsAsync(IEnumerable<long> ids, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<RegionSearchRow>>([
            .. database
                .Read(connection => RegionRows(connection, ids))
                .Values.OrderBy(row => row.FileName, StringComparer.OrdinalIgnoreCase)
                .ThenBy(row => row.Index),
        ]);
    }

    private List<DuplicateGroup> Near(int most, CancellationToken cancellationToken)
    {
        Dictionary<long, double> durations = database.Read(connection =>
            connection
                .Rows("SELECT region_id, duration_s FROM region_summary", row => (row.GetInt64(0), row.GetDouble(1)))
                .ToDictionary(row => row.Item1, row => row.Item2)
        );
        var groups = new List<DuplicateGroup>();
        foreach (string model in database.Read(Models))
        {
            foreach (List<long> group in similarities.Of(model, cancellationToken)?.NearDuplicates(durations, cancellationToken) ?? [])
            {
                if (groups.Count == most)
                {
                    return groups;
                }

                groups.Add(
                    new DuplicateGroup(
                        DuplicateKind.Near,
                        database.Read(connection =>
                            connection.Rows(
                                """
                                SELECT f.id, f.path, s.region_id, s.start_s, s.duration_s, f.size_bytes, f.missing
                                FROM region_summary s JOIN files f ON f.audio_id = s.audio_id
                                WHERE s.region_id IN (SELECT value FROM json_each(@ids)) ORDER BY f.id, s.position
                                """,
                                ReadDuplicate,
                                ("@ids", MarkTable.Ids(group))
                            )
                        )
                    )
                );
            }
        }

        return groups;
    }

    private static List<DuplicateGroup> Same(SqliteConnection connection, DuplicateKind kind, int most)
    {
        string groups =
            kind == DuplicateKind.SameBytes
                ? "SELECT content_hash AS same FROM files WHERE content_hash IS NOT NULL GROUP BY content_hash HAVING count(*) > 1"
                : "SELECT audio_id AS same FROM files WHERE audio_id IS NOT NULL GROUP BY audio_id HAVING count(*) > 1";
        string column = kind == DuplicateKind.SameBytes ? "content_hash" : "audio_id";
        return
        [
            .. connection
                .Rows(
                    $"""
                    SELECT f.id, f.path, NULL, NULL, f.duration_s, f.size_bytes, f.missing, g.same
                    FROM ({groups} ORDER BY min(id) LIMIT @most) g JOIN files f ON f.{column} = g.same ORDER BY f.id
                    """,
                    row => (Same: row.GetValue(7), Item: ReadDuplicate(row)),
                    ("@most", most)
                )
                .GroupBy(row => row.Same)
                .Select(group => new DuplicateGroup(kind, [.. group.Select(row => row.Item)])),
        ];
    }

    private static DuplicateItem ReadDuplicate(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.LongOrNull(2),
            row.DoubleOrNull(3),
            row.DoubleOrNull(4),
            row.GetInt64(5),
            row.GetBoolean(6)
        );

    private SimilarityAnswer Similar(
        SimilarityQuestion question,
        List<SoundVector> like,
        List<SoundVector> unlike,
        CancellationToken cancellationToken
    )
    {
        if (question.Most is < 1 or > SimilarityQuestion.MostRegions)
        {
            throw new ArgumentException($"from 1 to {SimilarityQuestion.MostRegions} regions can be asked for", nameof(question));
        }

        if (question.Among is { Target: not SearchTarget.Regions })
        {
            throw new ArgumentException("the query is of files", nameof(question));
        }

        string model = like[0].Model;
        long all = (long)database.Read(connection => connection.Value("SELECT count(*) FROM region_summary"))!;
        if (similarities.Of(model, cancellationToken) is not { } index)
        {
            return new SimilarityAnswer(model, 0, all, []);
        }

        // Points of other networks lie in other spaces.
        bool Comparable(SoundVector vector) => vector.Model == model && vector.Embedding.Length == index.State.Dimensions;
        List<SoundVector> near = [.. like.Where(Comparable)];
        if (near.Count == 0)
        {
            return new SimilarityAnswer(model, 0, all, []);
        }

        var query = new SoundQuery(near, [.. unlike.Where(Comparable)], question.Weights, index.State);
        HashSet<long>? among = question.Among is null
            ? null
            : [.. database.Read(connection => SearchRun.Ids(connection, question.Among, int.MaxValue, searchTable))];
        HashSet<long> asked = [.. question.Like, .. question.Unlike];
        int most = question.Most * Candidates;
        while (true)
        {
            List<(long VectorId, long RegionId, float Score)> found = index.Nearest(query, among, asked, most, cancellationToken);
            List<SimilarRegion> rows = database.Read(connection => Exact(connection, query, model, found, question.Most));

            // Where rows of the index are gone from the catalogue, there may be others behind them.
            if (rows.Count >= question.Most || found.Count < most)
            {
                long compared = among?.Count ?? index.State.Rows;
                return new SimilarityAnswer(model, Math.Min(compared, all), Math.Max(0, all - index.State.Rows), rows);
            }

            most *= Candidates;
        }
    }

    private static List<SimilarRegion> Exact(
        SqliteConnection connection,
        SoundQuery query,
        string model,
        IReadOnlyList<(long VectorId, long RegionId, float Score)> found,
        int most
    )
    {
        List<(long RegionId, float Score)> best =
        [
            .. connection
                .Rows(
                    "SELECT v.region_id, v.vector FROM region_vectors v JOIN region_summary s USING (region_id) WHERE v.id IN (SELECT value FROM json_each(@ids))",
                    row => (row.GetInt64(0), query.Score(SoundVector.Unpack(model, row.GetFieldValue<byte[]>(1)))),
                    ("@ids", MarkTable.Ids(found.Select(candidate => candidate.VectorId)))
                )
                .OrderByDescending(row => row.Item2)
                .ThenBy(row => row.Item1)
                .Take(most),
        ];
        Dictionary<long, RegionSearchRow> rows = RegionRows(connection, best.Select(row => row.RegionId));
        return
        [
            .. best.Where(row => rows.ContainsKey(row.RegionId))
                .Select(row => new SimilarRegion(Math.Round(row.Score, 4), rows[row.RegionId])),
        ];
    }

    /// <summary>Rows of regions, each in the first of its files that is there.</summary>
    private static Dictionary<long, RegionSearchRow> RegionRows(SqliteConnection connection, IEnumerable<long> ids) =>
        connection
            .Rows(
                $"""
                {SearchSchema.Regions.Columns}{SearchSchema.Regions.From}
                WHERE s.region_id IN (SELECT value FROM json_each(@ids)) ORDER BY f.missing, f.id
                """,
                RegionSearchRow.Read,
                ("@ids", MarkTable.Ids(ids))
            )
            .DistinctBy(row => row.RegionId)
            .ToDictionary(row => row.RegionId);

    private static (Dictionary<long, SoundVector> Known, bool All) VectorsOf(SqliteConnection connection, SimilarityQuestion question)
    {
        HashSet<long> asked = [.. question.Like, .. question.Unlike];
        if (question.Like.Count == 0)
        {
            throw new ArgumentException("name a region that is to be alike", nameof(question));
        }

        string ids = MarkTable.Ids(asked);
        long there = (long)
            connection.Value("SELECT count(*) FROM region_summary WHERE region_id IN (SELECT value FROM json_each(@ids))", ("@ids", ids))!;
        Dictionary<long, SoundVector> known = connection
            .Rows(
                "SELECT region_id, model, vector FROM region_vectors WHERE region_id IN (SELECT value FROM json_each(@ids))",
                row => (Id: row.GetInt64(0), Vector: SoundVector.Unpack(row.GetString(1), row.GetFieldValue<byte[]>(2))),
                ("@ids", ids)
            )
            .ToDictionary(row => row.Id, row => row.Vector);
        return (known, there == asked.Count);
    }

    private static Dictionary<long, string?> KindsOf(SqliteConnection connection, SearchQuery? among, int most)
    {
        SearchSchema schema = SearchSchema.Regions;
        SqlText sql = new SqlText(schema)
            .Append("SELECT DISTINCT s.region_id, s.kind")
            .Append(among is null ? " FROM region_summary s" : schema.From);
        if (among is not null)
        {
            sql.Append(" WHERE ");
            among.Root.Write(sql);
        }

        sql.Append(" LIMIT ").Value((long)most);
        return connection
            .Rows(sql.ToString(), row => (Id: row.GetInt64(0), Kind: row.TextOrNull(1)), [.. sql.Parameters])
            .ToDictionary(row => row.Id, row => row.Kind);
    }

    private static List<string> Models(SqliteConnection connection) =>
        connection.Rows("SELECT DISTINCT model FROM region_vectors ORDER BY model", row => row.GetString(0));
}
