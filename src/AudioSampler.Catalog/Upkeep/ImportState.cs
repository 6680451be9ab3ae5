using System.Globalization;
using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>What an import keeps in mind from line to line: how numbers of what is read in are turned into those of this catalogue.</summary>
internal sealed class ImportState(SqliteConnection connection)
{
    private long entriesBefore = Used(connection, "history");
    private readonly long collectionsBefore = Used(connection, "collections");

    /// <summary>Numbers of collections here, by those that they had; those of removed ones are reckoned.</summary>
    public Dictionary<long, long> Collections { get; } = [];

    /// <summary>The entry of files that were removed, of a file that doesn't name it; null before the first.</summary>
    public long? Removal { get; set; }

    /// <summary>The number that an entry of the history gets, if it is free: behind all that were here, in their order.</summary>
    public long Entry(long id) => entriesBefore + id;

    /// <summary>An entry is here already, by an import before, which may have been broken off: the others go beside it.</summary>
    public void Align(long id, long here) => entriesBefore = here - id;

    /// <summary>The number of a collection: where none of its name is here, one that none had here.</summary>
    public long Collection(long number) => Collections.GetValueOrDefault(number, collectionsBefore + number);

    /// <summary>The highest number that a table ever gave.</summary>
    private static long Used(SqliteConnection connection, string table) =>
        Convert.ToInt64(
            connection.Value("SELECT seq FROM sqlite_sequence WHERE name = @table", ("@table", table)) ?? 0L,
            CultureInfo.InvariantCulture
        );
}
