using System.Text.Json.Serialization;
using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search;

/// <summary>A file in a list.</summary>
public sealed record SearchRow
{
    /// <summary>The catalogue's number of the file.</summary>
    public required long FileId { get; init; }

    /// <summary>Absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>Name without folders.</summary>
    public required string Name { get; init; }

    /// <summary>complete, partial or failed.</summary>
    public required string Status { get; init; }

    /// <summary>The kind of sound; null when it is not known.</summary>
    public string? Kind { get; init; }

    /// <summary>Beats per minute; null when there is no tempo.</summary>
    public double? Bpm { get; init; }

    /// <summary>Such as <c>3/4</c>; null when it is not known.</summary>
    public string? TimeSignature { get; init; }

    /// <summary>Such as <c>A minor</c>; null when there is no key.</summary>
    public string? Key { get; init; }

    /// <summary>Such as <c>8A</c>; null when there is no key.</summary>
    public string? Camelot { get; init; }

    /// <summary>Duration, in seconds; null when the file could not be probed.</summary>
    public double? DurationS { get; init; }

    /// <summary>Integrated loudness, in LUFS; null below the gate.</summary>
    public double? LoudnessLufs { get; init; }

    /// <summary>Labels, best first.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Number of regions; null when the file was never analysed.</summary>
    public int? Regions { get; init; }

    /// <summary>Container, such as <c>wav</c>; null when the file could not be probed.</summary>
    public string? Format { get; init; }

    /// <summary>Why the last analysis failed; null when it did not.</summary>
    public string? Error { get; init; }

    /// <summary>When the path was first seen.</summary>
    public required DateTimeOffset Added { get; init; }

    /// <summary>Whether there was no file at the path when it was last looked for.</summary>
    public bool Missing { get; init; }

    /// <summary>Whether an analysis would come to other results now: with another version of an analyzer, other options or another model.</summary>
    public bool Stale { get; init; }

    /// <summary>one_shot, loop, phrase or ambience, of a file with one region; null for others and when it is not known.</summary>
    public string? Type { get; init; }

    /// <summary>The user's rating, 1…5; null when there is none.</summary>
    public int? Rating { get; init; }

    /// <summary>Whether it is one of the user's favourites.</summary>
    public bool Favourite { get; init; }

    /// <summary>The user's tags.</summary>
    public required IReadOnlyList<string> MyTags { get; init; }

    /// <summary>Fields that show the user's correction instead of what was found.</summary>
    public required IReadOnlyList<string> Corrected { get; init; }

    /// <summary>Why it matched, piece by piece of the query; null unless that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SearchReason>? Why { get; init; }

    /// <summary>Reads a row of <see cref="SearchSchema.Files"/>.</summary>
    internal static SearchRow Read(SqliteDataReader row) =>
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
            Type = row.TextOrNull(17),
            Rating = row.IntOrNull(18),
            Favourite = row.GetBoolean(19),
            Corrected = row.TextOrNull(20) is { } corrected ? JsonStrings.Read(corrected) : [],
            MyTags = JsonStrings.Read(row.GetString(21)),
            Stale = row.GetBoolean(22),
        };
}
