using System.Runtime.InteropServices;
using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>
/// What searches look at, in memory: the columns of all files and regions, so that a query over a million rows is a pass over arrays instead of one over tables. Text is found by
/// the full-text index. A process that lives long holds it (some 150 bytes for each region); one that asks once does without.
/// </summary>
/// <remarks>
/// Triggers write down what changes, whoever changes it, and each search first reads what was written since the last; so it is never older than the transaction that asks.
/// One search at a time uses it, for some milliseconds; what takes longer, the full-text index and the rows of a page, is read outside.
/// </remarks>
internal sealed class SearchTable
{
    /// <summary>The labels that the analysis gave a file.</summary>
    public const string Tags = "(SELECT group_concat(t.label, char(10)) FROM tags t WHERE t.generation_id = a.generation_id)";

    private const int MostDead = 10_000;

    private readonly Lock gate = new();
    private string? epoch;
    private long sequence;
    private RowNumbers filesOfAudio = new();
    private RowNumbers regionsOfFiles = new();
    private List<long> audioOfFiles = [];
    private List<int> fileOfRegions = [];

    /// <summary>What the full-text indexes answered.</summary>
    public WordCache Words { get; } = new();

    /// <summary>Files, a row each.</summary>
    public TableRows Files { get; private set; } = NewFiles();

    /// <summary>Regions, a row for each file that holds them.</summary>
    public TableRows Regions { get; private set; } = NewRegions();

    /// <summary>The row of the file, for each row of a region.</summary>
    public ReadOnlySpan<int> FileOfRegions => CollectionsMarshal.AsSpan(fileOfRegions);

    /// <summary>Reads everything. A million regions take some seconds.</summary>
    /// <param name="connection">In a transaction.</param>
    public static SearchTable Load(SqliteConnection connection)
    {
        var table = new SearchTable();
        table.Refresh(connection);
        return table;
    }

    /// <summary>Uses the table as it is in a transaction; nobody else uses it meanwhile.</summary>
    public T Use<T>(SqliteConnection connection, Func<SearchTable, T> work)
    {
        lock (gate)
        {
            Refresh(connection);
            return work(this);
        }
    }

    /// <summary>Puts a file into a set, and the others with the same audio: what is said of one holds for the regions of all.</summary>
    public void AddWithCopies(RowSet files, int file)
    {
        files[file] = true;
        for (int row = filesOfAudio.Last(audioOfFiles[file]); row >= 0; row = filesOfAudio.Before(row))
        {
            files[row] = true;
        }
    }

    /// <summary>Whether a file that came before has the same audio.</summary>
    public bool IsCopy(int file)
    {
        int row = filesOfAudio.Before(file);
        while (row >= 0 && !Files.Alive[row])
        {
            row = filesOfAudio.Before(row);
        }

        return row >= 0;
    }

    /// <summary>How many of some files hold audio with results.</summary>
    public int CountAnalysed(int[] files)
    {
        TableColumn analysed = Files.Column("s.regions")!;
        return files.Count(analysed.IsKnown);
    }

    private static TableRows NewFiles() =>
        new(
            new WholeColumn("f.id"),
            new NameColumn("f.name COLLATE NOCASE"),
            new TextColumn("f.path"),
            new TextColumn("f.folder"),
            new CodeColumn("f.status"),
            new CodeColumn("f.format"),
            new CodeColumn("f.codec"),
            new SmallColumn("f.channels"),
            new RealColumn("f.duration_s"),
            new TextColumn("f.recorded_at"),
            new WholeColumn("f.added_ticks"),
            new WholeColumn("f.modified_ticks"),
            new WholeColumn("f.size_bytes"),
            new SmallColumn("f.missing"),
            new SmallColumn("f.failure IS NOT NULL"),
            new CodeColumn("s.kind"),
            new CodeColumn("s.type"),
            new RealColumn("s.bpm"),
            new CodeColumn("s.time_signature"),
            new CodeColumn("s.key"),
            new SmallColumn("s.tonic"),
            new CodeColumn("s.mode"),
            new SmallColumn("CAST(s.camelot AS INTEGER)"),
            new CodeColumn("s.camelot"),
            new RealColumn("s.loudness_lufs"),
            new SmallColumn("s.rating"),
            new SmallColumn("s.rating IS NOT NULL"),
            new SmallColumn("coalesce(s.favourite, 0)"),
            new SmallColumn("s.corrected IS NOT NULL"),
            new WholeColumn("s.regions"),
            new LabelsColumn(Tags)
        );

    private static TableRows NewRegions() =>
        new(
            new WholeColumn("s.position"),
            new RealColumn("s.start_s"),
            new RealColumn("s.duration_s"),
            new CodeColumn("s.kind"),
            new CodeColumn("s.type"),
            new RealColumn("s.bpm"),
            new CodeColumn("s.time_signature"),
            new CodeColumn("s.key"),
            new SmallColumn("s.tonic"),
            new CodeColumn("s.mode"),
            new SmallColumn("CAST(s.camelot AS INTEGER)"),
            new CodeColumn("s.camelot"),
            new SmallColumn("s.root_midi"),
            new RealColumn("s.loudness_lufs"),
            new SmallColumn("s.rating"),
            new SmallColumn("s.rating IS NOT NULL"),
            new SmallColumn("coalesce(s.favourite, 0)"),
            new SmallColumn("s.corrected IS NOT NULL")
        );

    /// <summary>The state of what searches look at: the last change that was written down, and the first that still is.</summary>
    public static ((string Epoch, long Sequence) Now, long First) StateOf(SqliteConnection connection) =>
        connection.Rows(
            "SELECT token, (SELECT min(seq) FROM search_changes), (SELECT max(seq) FROM search_changes) FROM search_epoch",
            row => ((row.GetString(0), row.LongOrNull(2) ?? 0), row.LongOrNull(1) ?? 0)
        )[0];

    private void Refresh(SqliteConnection connection)
    {
        ((string token, long last), long first) = StateOf(connection);
        if (token == epoch && last <= sequence)
        {
            return; // As it was; or the transaction is older than one that asked before.
        }

        bool isNew = token != epoch || first > sequence + 1;
        epoch = null; // Whatever fails on the way: the next one begins anew.
        if (isNew)
        {
            Reset();
            ReadFiles(connection, "", []);
            ReadRegions(connection, "", []);
        }
        else
        {
            ReadChanged(connection);
        }

        (epoch, sequence) = (token, last);
    }

    private void Reset()
    {
        Files = NewFiles();
        Regions = NewRegions();
        filesOfAudio = new RowNumbers();
        regionsOfFiles = new RowNumbers();
        audioOfFiles = [];
        fileOfRegions = [];
    }

    private void ReadChanged(SqliteConnection connection)
    {
        HashSet<long> files = [];
        HashSet<long> audio = [];
        foreach (
            (long? file, long? of) in connection.Rows(
                "SELECT DISTINCT file_id, audio_id FROM search_changes WHERE seq > @seq",
                row => (row.LongOrNull(0), row.LongOrNull(1)),
                ("@seq", sequence)
            )
        )
        {
            _ = file is { } id ? files.Add(id) : of is { } changed && audio.Add(changed);
        }

        foreach (int row in files.Select(Files.ById.Last).Where(row => row >= 0))
        {
            audio.Add(audioOfFiles[row]);
        }

        audio.UnionWith(
            connection.Rows(
                "SELECT audio_id FROM files WHERE id IN (SELECT value FROM json_each(@files)) AND audio_id IS NOT NULL",
                row => row.GetInt64(0),
                ("@files", MarkTable.Ids(files))
            )
        );
        audio.Remove(0);
        foreach (int row in files.Select(Files.ById.Last).Concat(audio.SelectMany(of => Rows(filesOfAudio, of))).Where(row => row >= 0))
        {
            Files.Alive[row] = false;
            foreach (int region in Rows(regionsOfFiles, row + 1))
            {
                Regions.Alive[region] = false;
            }
        }

        (string, object?)[] which = [("@files", MarkTable.Ids(files)), ("@audio", MarkTable.Ids(audio))];
        ReadFiles(
            connection,
            " WHERE f.id IN (SELECT value FROM json_each(@files) UNION SELECT c.id FROM files c WHERE c.audio_id IN (SELECT value FROM json_each(@audio)))",
            which
        );
        ReadRegions(connection, " WHERE s.audio_id IN (SELECT value FROM json_each(@audio))", which[1..]);
        if (
            Regions.Count - Regions.Alive.Count > MostDead + (Regions.Count / 4)
            || Files.Count - Files.Alive.Count > MostDead + (Files.Count / 4)
        )
        {
            Compact();
        }
    }

    private void ReadFiles(SqliteConnection connection, string where, (string, object?)[] parameters)
    {
        using SqliteCommand command = connection.Command(
            $"SELECT f.id, f.audio_id, {Files.Selected}{SearchSchema.Files.From}{where} ORDER BY f.id",
            parameters
        );
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            Files.Add(reader.GetInt64(0), reader, 2);
            EnterFile(reader.LongOrNull(1) ?? 0);
        }
    }

    private void ReadRegions(SqliteConnection connection, string where, (string, object?)[] parameters)
    {
        using SqliteCommand command = connection.Command(
            $"SELECT s.region_id, s.audio_id, {Regions.Selected} FROM region_summary s{where} ORDER BY s.region_id",
            parameters
        );
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            int added = -1;
            foreach (int file in Rows(filesOfAudio, reader.GetInt64(1)))
            {
                if (!Files.Alive[file])
                {
                    continue;
                }

                if (added < 0)
                {
                    added = Regions.Count;
                    Regions.Add(reader.GetInt64(0), reader, 2);
                }
                else
                {
                    Regions.AddLike(added);
                }

                EnterRegion(file);
            }
        }
    }

    private void EnterRegion(int file)
    {
        fileOfRegions.Add(file);
        regionsOfFiles.Add(file + 1);
    }

    private void EnterFile(long audio)
    {
        audioOfFiles.Add(audio);
        filesOfAudio.Add(audio);
    }

    /// <summary>Lets go of rows that were replaced.</summary>
    internal void Compact()
    {
        int[] files = Files.Compact();
        int[] places = new int[audioOfFiles.Count];
        List<long> audio = audioOfFiles;
        audioOfFiles = [];
        filesOfAudio = new RowNumbers();
        for (int i = 0; i < files.Length; i++)
        {
            places[files[i]] = i;
            EnterFile(audio[files[i]]);
        }

        List<int> owners = fileOfRegions;
        fileOfRegions = [];
        regionsOfFiles = new RowNumbers();
        foreach (int row in Regions.Compact())
        {
            EnterRegion(places[owners[row]]);
        }
    }

    private static IEnumerable<int> Rows(RowNumbers numbers, long number)
    {
        for (int row = numbers.Last(number); row >= 0; row = numbers.Before(row))
        {
            yield return row;
        }
    }
}
