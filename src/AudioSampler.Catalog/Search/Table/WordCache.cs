using System.Globalization;
using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>
/// What the full-text indexes answered in the present state of the catalogue. A query is written word by word, paged and sorted, and many words stand for the same others: the same is
/// asked again and again.
/// </summary>
internal sealed class WordCache
{
    /// <summary>Numbers that are kept, at most: 8 MB.</summary>
    private const int MostIds = 1_000_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Index, string Expression), long[]> answers = [];
    private string? of;
    private int kept;

    /// <summary>The numbers of all rows of an index that have some words.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="state">The state of the catalogue in it.</param>
    /// <param name="index">The full-text index.</param>
    /// <param name="expression">The words, as FTS5 takes them.</param>
    public long[] Ask(SqliteConnection connection, (string Epoch, long Sequence) state, string index, string expression)
    {
        string now = string.Create(CultureInfo.InvariantCulture, $"{state.Epoch} {state.Sequence}");
        lock (gate)
        {
            if (of == now && answers.TryGetValue((index, expression), out long[]? known))
            {
                return known;
            }
        }

        long[] ids = Read(connection, index, expression);
        lock (gate)
        {
            if (of != now || kept + ids.Length > MostIds)
            {
                answers.Clear();
                (of, kept) = (now, 0);
            }

            if (ids.Length <= MostIds && answers.TryAdd((index, expression), ids))
            {
                kept += ids.Length;
            }
        }

        return ids;
    }

    /// <summary>All numbers as one text: the library hands out a hundred thousand rows one by one in twice the time that it takes to find them.</summary>
    private static long[] Read(SqliteConnection connection, string index, string expression)
    {
        using SqliteCommand command = connection.Command(
            $"SELECT group_concat(rowid) FROM {index} WHERE {index} MATCH @words",
            ("@words", expression)
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
