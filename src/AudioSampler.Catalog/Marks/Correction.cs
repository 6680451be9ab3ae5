using System.Globalization;
using System.Text.Json;
using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Storage;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Marks;

/// <summary>The values that a user may correct, how they are written and how they are stored.</summary>
public static class Correction
{
    /// <summary>Beats per minute; null for no tempo. <c>"x2"</c>, <c>"/2"</c>, <c>"x1.5"</c> and the like start from the tempo shown.</summary>
    public const string Tempo = "tempo.bpm";

    /// <summary>Time signature such as <c>3/4</c>; null for none.</summary>
    public const string Meter = "tempo.time_signature";

    /// <summary>Key in any notation; null for none.</summary>
    public const string Key = "key.key";

    /// <summary>Kind of sound.</summary>
    public const string Kind = "kind";

    /// <summary>How it can be played: one_shot, loop, phrase, ambience.</summary>
    public const string Type = "type";

    /// <summary>Where a file is cut into regions: pairs of start and end in seconds, or text such as <c>0-1.5,2-3</c>. Files only.</summary>
    public const string Regions = HandCut.Field;

    private const double SlowestBpm = 10;
    private const double FastestBpm = 1000;

    /// <summary>All fields.</summary>
    public static IReadOnlyList<string> Fields { get; } = [Kind, Tempo, Meter, Key, Type, Regions];

    /// <summary>What is wrong with the name of a field; null when nothing is.</summary>
    public static string? Problem(string field) =>
        !Fields.Contains(field, StringComparer.Ordinal) ? $"'{field}' can't be corrected: use {string.Join(", ", Fields)}" : null;

    /// <summary>What is wrong with a correction; null when nothing is.</summary>
    public static string? Problem(string field, JsonElement value) =>
        Problem(field)
        ?? field switch
        {
            Tempo => IsTempo(value) ? null : $"{Tempo} is from {SlowestBpm} to {FastestBpm}, or null for none, or \"x2\", \"/2\", \"x1.5\"",
            Meter => IsNull(value) || (Text(value) is { } meter && IsMeter(meter))
                ? null
                : $"{Meter} is such as 3/4 or 6/8, or null for none",
            Key => IsNull(value) || (Text(value) is { } key && KeyNotation.TryParse(key, out _))
                ? null
                : $"{Key} is such as Am, A minor, F# or 8A, or null for none",
            Regions => HandCut.Read(RegionsOf(value)) is not null
                ? null
                : $"{Regions} is a list of start and end in seconds, in order, not overlapping, each {HandCut.ShortestSeconds} s or longer: 0-1.5,2-3",
            Kind => Text(value) is { } kind && KindOf(kind) is not null
                ? null
                : $"{Kind} is one of {string.Join(", ", Enum.GetValues<SoundKind>().Select(SummaryTable.Text))}",
            _ => Text(value) is { } type && TypeOf(type) is not null
                ? null
                : $"{Type} is one of {string.Join(", ", Enum.GetValues<SampleType>().Select(SummaryTable.Text))}",
        };

    /// <summary>What a field is called in a sentence.</summary>
    internal static string NameOf(string field) =>
        field switch
        {
            Tempo => "tempo",
            Meter => "meter",
            Key => "key",
            _ => field,
        };

    /// <summary>A correction in words, for the history.</summary>
    internal static string Words(string field, JsonElement value) =>
        (field, Text(value)) switch
        {
            (Regions, _) => "regions cut",
            (Tempo, { } factor) => FactorOf(factor) switch
            {
                2 => "twice the tempo",
                0.5 => "half the tempo",
                { } times => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(times, 3)} times the tempo"),
                null => $"tempo corrected to {factor}",
            },
            (_, { } text) => $"{NameOf(field)} corrected to {text}",
            _ when IsNull(value) => $"no {NameOf(field)}",
            _ => $"{NameOf(field)} corrected to {value.GetRawText()}",
        };

    /// <summary>A correction as it is stored: a tempo as a number, a key as results spell it.</summary>
    internal static JsonElement Normal(string field, JsonElement value, ShownValues shown) =>
        (field, Text(value)) switch
        {
            (Tempo, { } factor) => JsonSerializer.SerializeToElement(
                shown.Bpm is { } bpm ? Math.Round(bpm * FactorOf(factor)!.Value, 2) : (double?)null,
                MarkJson.Default.NullableDouble
            ),
            (Key, { } key) => Element(KeyOf(key)!.Value.Name),
            (Regions, _) => RegionsOf(value),
            (Meter or Kind or Type, { } text) => Element(text.Trim().ToLowerInvariant()),
            _ => value,
        };

    /// <summary>The key of a text that is one.</summary>
    internal static MusicalKey? KeyOf(string text) =>
        KeyNotation.TryParse(text, out KeyNotation key) ? new MusicalKey((key.IsMinor ? 12 : 0) + key.Tonic) : null;

    /// <summary>The list that a text of pairs stands for; what is no such text is left as it is.</summary>
    private static JsonElement RegionsOf(JsonElement value)
    {
        if (Text(value) is not { } text)
        {
            return value;
        }

        List<double[]> regions = [];
        foreach (string pair in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                pair.Split('-', StringSplitOptions.TrimEntries) is not [{ } from, { } to]
                || !double.TryParse(from, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double start)
                || !double.TryParse(to, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double end)
            )
            {
                return value;
            }

            regions.Add([start, end]);
        }

        return JsonSerializer.SerializeToElement(regions, MarkJson.Default.ListDoubleArray);
    }

    private static bool IsTempo(JsonElement value) =>
        IsNull(value)
        || (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double bpm) && bpm is >= SlowestBpm and <= FastestBpm)
        || (Text(value) is { } text && FactorOf(text) is not null);

    private static double? FactorOf(string text) =>
        text.Length > 1
        && text[0] is 'x' or 'X' or '×' or '*' or '/'
        && double.TryParse(text.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double factor)
        && factor is > 0.1 and < 10
            ? text[0] == '/'
                ? 1 / factor
                : factor
            : null;

    private static bool IsMeter(string text) =>
        text.Split('/') is [{ } beats, "1" or "2" or "4" or "8" or "16"]
        && int.TryParse(beats, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        && count is >= 1 and <= 32;

    private static string? KindOf(string text) =>
        Enum.GetValues<SoundKind>()
            .Select(SummaryTable.Text)
            .FirstOrDefault(kind => kind.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static string? TypeOf(string text) =>
        Enum.GetValues<SampleType>()
            .Select(SummaryTable.Text)
            .FirstOrDefault(type => type.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static bool IsNull(JsonElement value) => value.ValueKind == JsonValueKind.Null;

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement Element(string text) => JsonSerializer.SerializeToElement(text, MarkJson.Default.String);
}
