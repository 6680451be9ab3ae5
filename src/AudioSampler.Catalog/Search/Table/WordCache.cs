using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>
/// What the full-text indexes answered. A query is written word by word, paged and sorted, and many words stand for the same others: the same is asked again and again, also while an
/// analysis adds a file each second. So of an answer that is older than the catalogue only the rows that changed since are asked for again.
/// </summary>
internal sealed class WordCache
{
    /// <summary>Numbers that are kept, at most: 8 MB.</summary>
    private const int MostIds = 1_000_000;

    /// <summary>Rows that are asked for anew, at most.</summary>
    private const int MostChanged = 2000;

    /// <summary>How far apart the numbers of such rows may be: what an analysis adds has the last numbers, and the index gives a stretch of them at once.</summary>
    private const long MostBetween = 20_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Index, string Expression), Answer> answers = [];
    private int kept;

    /// <summary>Asks in one transaction, any number of times.</summary>
    public Session Begin(SqliteConnection connection) => new(this, connection);

    private Answer? Find(string index, string expression)
    {
        lock (gate)
        {
            return answers.GetValueOrDefault((index, expression));
        }
    }

    private void Keep(string index, string expression, Answer answer)
    {
        lock (gate)
        {
            if (kept + answer.Ids.Length > MostIds)
            {
                answers.Clear();
                kept = 0;
            }

            if (answer.Ids.Length <= MostIds)
            {
                kept += answer.Ids.Length - (answers.TryGetValue((index, expression), out Answer? before) ? before.Ids.Length : 0);
                answers[(index, expression)] = answer;
            }
        }
    }

    private sealed record Answer(string Epoch, long Sequence, long[] Ids);

    /// <summary>The questions of one search.</summary>
    internal sealed class Session
    {
        private readonly WordCache cache;
        private readonly SqliteConnection connection;
        private readonly string epoch;
        private readonly long now;
        private readonly long first;
        private readonly Dictionary<long, HashSet<long>?> changedFiles = [];
        private readonly Dictionary<long, HashSet<long>?> changedRegions = [];

        public Session(WordCache cache, SqliteConnection connection)
        {
            this.cache = cache;
            this.connection = connection;
            ((epoch, now), first) = SearchTable.StateOf(connection);
        }

        /// <summary>The numbers of all rows of an index that have some words.</summary>
        /// <param name="index">The full-text index.</param>
        /// <param name="expression">The words, as FTS5 takes them.</param>
        public long[] Ask(string index, string expression)
        {
            if (cache.Find(index, expression) is { } known && known.Epoch == epoch)
            {
                if (known.Sequence == now)
                {
                    return known.Ids;
                }

                if (known.Sequence < now && known.Sequence + 1 >= first && ChangedSince(index, known.Sequence) is { } changed)
                {
                    long[] mended =
                    [
                        .. changed.Count == 0 ? known.Ids : Array.FindAll(known.Ids, id => !changed.Contains(id)),
                        .. changed.Count == 0 ? [] : Array.FindAll(Read(index, expression, changed.Min(), changed.Max()), changed.Contains),
                    ];
                    cache.Keep(index, expression, new Answer(epoch, now, mended));
                    return mended;
                }
            }

            long[] ids = Read(index, expression, 0, long.MaxValue);
            cache.Keep(index, expression, new Answer(epoch, now, ids));
            return ids;
        }

        /// <summary>The rows of an index that changed since a state; null when they are too many, or too far apart.</summary>
        private HashSet<long>? ChangedSince(string index, long sequence)
        {
            Dictionary<long, HashSet<long>?> known = index == TextNode.WordsOfFiles ? changedFiles : changedRegions;
            if (!known.TryGetValue(sequence, out HashSet<long>? changed))
            {
                const string audio = "SELECT audio_id FROM search_changes WHERE seq > @seq AND audio_id IS NOT NULL";
                List<long> ids = connection.Rows(
                    index == TextNode.WordsOfFiles
                        ? $"""
                        SELECT file_id FROM search_changes WHERE seq > @seq AND file_id IS NOT NULL UNION SELECT id FROM files WHERE audio_id IN ({audio}) LIMIT @most
                        """
                        : $"SELECT region_id FROM region_summary WHERE audio_id IN ({audio}) LIMIT @most",
                    row => row.GetInt64(0),
                    ("@seq", sequence),
                    ("@most", MostChanged + 1)
                );
                changed = ids.Count > MostChanged || (ids.Count > 0 && ids.Max() - ids.Min() > MostBetween) ? null : [.. ids];
                known.Add(sequence, changed);
            }

            return changed;
        }

        /// <summary>All numbers as one text: the library hands out a hundred thousand rows one by one in twice the time that it takes to find them.</summary>
        private long[] Read(string index, string expression, long from, long to)
        {
            using SqliteCommand command = connection.Command(
                $"SELECT group_concat(rowid) FROM {index} WHERE {index} MATCH @words AND rowid BETWEEN @from AND @to",
                ("@words", expression),
                ("@from", from),
                ("@to", to)
            );
            using SqliteDataReader reader = command.ExecuteReader();
            reader.Read();
            if (reader.IsDBNull(0))
            {
                return [];
            }

            byte[] text = reader.GetFieldValue<byte[]>(0);
            long[] ids = new long[text.AsSpan().Count((byte)',') + 1];
            int at = 0;
            foreach (byte letter in text)
            {
                if (letter == (byte)',')
                {
                    at++;
                }
                else
                {
                    ids[at] = (ids[at] * 10) + (letter - '0');
                }
            }

            return ids;
        }
    }
}
