using System.Text.Json.Serialization;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Storage;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Search;

/// <summary>A region in a list.</summary>
public sealed record RegionSearchRow
{
    /// <summary>The catalogue's number of the region.</summary>
    public required long RegionId { get; init; }

    /// <summary>For people: the user's name for it, else the file's name and the position, such as <c>take1-r1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The catalogue's number of the file.</summary>
    public required long FileId { get; init; }

    /// <summary>Absolute path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Name of the file without folders.</summary>
    public required string FileName { get; init; }

    /// <summary>Position in the file, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Start, in seconds from the start of the file.</summary>
    public required double StartS { get; init; }

    /// <summary>End, in seconds from the start of the file.</summary>
    public required double EndS { get; init; }

    /// <summary>Duration, in seconds.</summary>
    public required double DurationS { get; init; }

    /// <summary>The kind of sound; null when it is not known.</summary>
    public string? Kind { get; init; }

    /// <summary>one_shot, loop, phrase or ambience; null when it is not known.</summary>
    public string? Type { get; init; }

    /// <summary>Beats per minute; null when there is no tempo.</summary>
    public double? Bpm { get; init; }

    /// <summary>Such as <c>3/4</c>; null when it is not known.</summary>
    public string? TimeSignature { get; init; }

    /// <summary>Such as <c>A minor</c>; null when there is no key.</summary>
    public string? Key { get; init; }

    /// <summary>Such as <c>8A</c>; null when there is no key.</summary>
    public string? Camelot { get; init; }

    /// <summary>Root note of a single note, as a MIDI number; null for others.</summary>
    public int? RootMidi { get; init; }

    /// <summary>Integrated loudness, in LUFS; null below the gate.</summary>
    public double? LoudnessLufs { get; init; }

    /// <summary>Labels of the analysis, best first.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The user's tags.</summary>
    public required IReadOnlyList<string> MyTags { get; init; }

    /// <summary>The user's rating, 1…5; null when there is none.</summary>
    public int? Rating { get; init; }

    /// <summary>Whether it is one of the user's favourites.</summary>
    public bool Favourite { get; init; }

    /// <summary>Fields that show the user's correction instead of what was found.</summary>
    public required IReadOnlyList<string> Corrected { get; init; }

    /// <summary>Whether there was no file at the path when it was last looked for.</summary>
    public bool Missing { get; init; }

    /// <summary>Why it matched, piece by piece of the query; null unless that was asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SearchReason>? Why { get; init; }

    /// <summary>Reads a row of <see cref="SearchSchema.Regions"/>.</summary>
    internal static RegionSearchRow Read(SqliteDataReader row)
    {
        double start = row.GetDouble(6);
        double duration = row.GetDouble(7);
        return new RegionSearchRow
        {
            RegionId = row.GetInt64(0),
            FileId = row.GetInt64(1),
            Path = row.GetString(2),
            FileName = row.GetString(3),
            Index = row.GetInt32(4),
            Name = row.TextOrNull(5) ?? RegionCutter.NameOf(row.GetString(3), row.GetInt32(4)),
            StartS = start,
            EndS = Math.Round(start + duration, 6),
            DurationS = duration,
            Kind = row.TextOrNull(8),
            Type = row.TextOrNull(9),
            Bpm = row.DoubleOrNull(10),
            TimeSignature = row.TextOrNull(11),
            Key = row.TextOrNull(12),
            Camelot = row.TextOrNull(13),
            RootMidi = row.IntOrNull(14),
            LoudnessLufs = row.DoubleOrNull(15),
            Tags = JsonStrings.Read(row.GetString(16)),
            Rating = row.IntOrNull(17),
            Favourite = row.GetBoolean(18),
            Corrected = row.TextOrNull(19) is { } corrected ? JsonStrings.Read(corrected) : [],
            Missing = row.GetBoolean(20),
            MyTags = JsonStrings.Read(row.GetString(21)),
        };
    }
}
