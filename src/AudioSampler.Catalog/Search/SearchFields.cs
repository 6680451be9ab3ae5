using System.Globalization;
using AudioSampler.Catalog.Storage;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Search;

/// <summary>The fields of the search grammar, each with how its value is read.</summary>
internal static class SearchFields
{
    private const int MostBeats = 32;
    private const string Stale = "stale";

    private static readonly string[] Kinds = [.. Enum.GetValues<SoundKind>().Select(SummaryTable.Text)];
    private static readonly string[] Statuses = [.. Enum.GetValues<AnalysisStatus>().Select(FileTable.Text)];

    private static readonly string[] Types = [.. Enum.GetValues<SampleType>().Select(SummaryTable.Text)];

    private static readonly Dictionary<string, string> Flags = new(StringComparer.Ordinal)
    {
        ["favourite"] = "coalesce(s.favourite, 0)",
        ["rated"] = "s.rating IS NOT NULL",
        ["corrected"] = "s.corrected IS NOT NULL",
        ["missing"] = "f.missing",
        ["failed"] = "f.failure IS NOT NULL",
    };

    private static readonly Dictionary<string, Func<Token, SearchNode>> Both = new(StringComparer.Ordinal)
    {
        ["tempo"] = Ordered("s.bpm", text => ValueSpan.Number(text, "bpm"), "tempo:118-122 or tempo:<90"),
        ["duration"] = Ordered("f.duration_s", ValueSpan.Duration, "duration:<5 or duration:1:30..2:00"),
        ["loudness"] = Ordered("s.loudness_lufs", text => ValueSpan.Number(text, "lufs"), "loudness:>-20 or loudness:-20..-14"),
        ["rating"] = Ordered("s.rating", text => ValueSpan.Number(text), "rating:>=4 or rating:none"),
        ["channels"] = Ordered("f.channels", text => ValueSpan.Number(text), "channels:2"),
        ["added"] = Ordered("f.added_ticks", ValueSpan.DateTicks, "added:2026-11 or added:>2026-11-22", hyphens: false),
        ["recorded"] = Ordered("f.recorded_at", ValueSpan.DateText, "recorded:2025 or recorded:2025-03..2025-06", hyphens: false),
        ["key"] = Key,
        ["kind"] = OneOf("s.kind", Kinds),
        ["type"] = OneOf("s.type", Types),
        ["status"] = OneOf("f.status", Statuses),
        ["format"] = token => new SearchNode.Group([AnyOf("f.format", token), AnyOf("f.codec", token)], IsAny: true),
        ["meter"] = Meter,
        ["tag"] = token => Text("tags mine", token),
        ["mytag"] = token => Text("mine", token),
        ["name"] = token => Text("name", token),
        ["note"] = token => Text("note", token),
        ["collection"] = token => new CollectionNode(token.Text.Trim()),
        ["is"] = Flag,
        ["in"] = token => Path.IsPathRooted(token.Text) ? new FolderNode(Path.GetFullPath(token.Text)) : Text("folder", token),
    };

    private static readonly Dictionary<string, Func<Token, SearchNode>> OfFiles = new(Both, StringComparer.Ordinal)
    {
        ["regions"] = Ordered("s.regions", text => ValueSpan.Number(text), "regions:>1"),
    };

    private static readonly Dictionary<string, Func<Token, SearchNode>> OfRegions = new(Both, StringComparer.Ordinal)
    {
        ["duration"] = Ordered("s.duration_s", ValueSpan.Duration, "duration:<5 or duration:1:30..2:00"),
        ["root"] = Ordered("s.root_midi", NoteName.Span, "root:C3 or root:48..60"),
    };

    /// <summary>The condition that a field of a query stands for.</summary>
    /// <exception cref="SearchSyntaxException">There is no such field, or its value is not understood.</exception>
    public static SearchNode Read(Token token, SearchTarget target)
    {
        if (!Of(target).TryGetValue(token.Field, out Func<Token, SearchNode>? read))
        {
            string elsewhere = Of(target == SearchTarget.Files ? SearchTarget.Regions : SearchTarget.Files).ContainsKey(token.Field)
                ? $"{(target == SearchTarget.Files ? "files have" : "regions have")} no field '{token.Field}'"
                : $"there is no field '{token.Field}'";
            throw new SearchSyntaxException(
                token with
                {
                    Length = token.Field.Length,
                },
                $"{elsewhere}: use {string.Join(", ", Of(target).Keys)}, or put the text in quotation marks"
            );
        }

        if (token.IsLike && token.Field != "key")
        {
            throw new SearchSyntaxException(token, $"only key~ finds what is similar: write {token.Field}:{token.Text}");
        }

        return read(token.Value);
    }

    private static Dictionary<string, Func<Token, SearchNode>> Of(SearchTarget target) =>
        target == SearchTarget.Files ? OfFiles : OfRegions;

    private static SearchNode Flag(Token token) =>
        token.Text.Equals(Stale, StringComparison.OrdinalIgnoreCase) ? new StaleNode()
        : Flags.TryGetValue(token.Text.ToLowerInvariant(), out string? condition) ? new FlagNode(condition)
        : throw new SearchSyntaxException(token, $"'{token.Text}' is not one of {string.Join(", ", Flags.Keys)}, {Stale}");

    private static Func<Token, SearchNode> Ordered(string column, Func<string, ValueSpan?> readOne, string example, bool hyphens = true)
    {
        var reader = new RangeReader(column, readOne, example, hyphens);
        return token => Known(column, token) ?? reader.Read(token);
    }

    private static SearchNode Key(Token token)
    {
        if (!token.IsLike && Known("s.key", token) is { } known)
        {
            return known;
        }

        if (!token.IsLike && token.Text.ToLowerInvariant() is "minor" or "major")
        {
            return new OneOfNode("s.mode", [token.Text]);
        }

        var keys = new List<KeyNotation>();
        foreach (string name in token.Text.Split(','))
        {
            if (!KeyNotation.TryParse(name, out KeyNotation key))
            {
                throw new SearchSyntaxException(
                    token,
                    $"'{name}' is no key: write Am, \"A minor\", F#, 8A (Camelot), 1m (Open Key), minor or none"
                );
            }

            keys.AddRange(token.IsLike ? key.Compatible() : [key]);
        }

        return new KeyNode(keys);
    }

    private static SearchNode Meter(Token token)
    {
        if (Known("s.time_signature", token) is { } known)
        {
            return known;
        }

        string[] parts = token.Text.Replace('⁄', '/').Split('/');
        bool sensible =
            parts.Length <= 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int beats)
            && beats is >= 1 and <= MostBeats
            && (parts.Length == 1 || parts[1] is "1" or "2" or "4" or "8" or "16" or "32");
        return !sensible ? throw new SearchSyntaxException(token, $"'{token.Text}' is no meter: write 3/4, 6/8, 4 (of any unit), or none")
            : parts.Length == 1 ? new PrefixNode("s.time_signature", parts[0] + "/")
            : new OneOfNode("s.time_signature", [string.Join('/', parts)]);
    }

    private static Func<Token, SearchNode> OneOf(string column, string[] allowed) =>
        token =>
        {
            if (Known(column, token) is { } known)
            {
                return known;
            }

            string? wrong = Array.Find(token.Text.Split(','), value => !allowed.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase));
            return wrong is null
                ? AnyOf(column, token)
                : throw new SearchSyntaxException(token, $"'{wrong}' is not one of {string.Join(", ", allowed)}");
        };

    private static OneOfNode AnyOf(string column, Token token) => new(column, [.. token.Text.Split(',').Select(value => value.Trim())]);

    private static TextNode Text(string columns, Token token) =>
        TextNode.IsSearchable(token.Text)
            ? new TextNode(columns, token.Text, IsPhrase: false)
            : throw new SearchSyntaxException(token, $"'{token.Text}' has no letter or digit to look for");

    private static KnownNode? Known(string column, Token token) =>
        token.Text.ToLowerInvariant() switch
        {
            "none" => new KnownNode(column, IsKnown: false),
            "any" => new KnownNode(column, IsKnown: true),
            _ => null,
        };
}
