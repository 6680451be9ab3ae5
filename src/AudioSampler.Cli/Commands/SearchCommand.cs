using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Search;
using AudioSampler.Cli.Output;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais search</c>: finds files or regions in the catalogue.</summary>
internal static class SearchCommand
{
    private const int UsualLimit = 50;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string[]> words = new("query")
        {
            Description = "Words and fields, such as: rain tempo:118-122 key:Am kind:music",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> regions = new("--regions") { Description = "Find regions instead of files" };
        Option<string?> sort = new("--sort")
        {
            Description =
                $"Columns, such as -tempo,name or tempo:120 (the nearest first); there are {string.Join(", ", SearchSort.Names)}; of regions also start and root",
            HelpName = "COLUMNS",
        };
        Option<int> limit = NumberOption.Whole("--limit", "N", "Most rows", UsualLimit, 1, Catalogue.MaxPageSize);
        Option<bool> explain = new("--explain") { Description = "Say of each row which words and fields it was found by" };
        Option<bool> json = CommonOptions.Json("Print one JSON object a line");
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("search", "Find files or regions in the catalogue") { words, regions, sort, limit, explain, json, data };
        command.SetAction(
            (parsed, token) =>
                RunAsync(
                    string.Join(' ', parsed.GetValue(words) ?? []),
                    parsed.GetValue(regions) ? SearchTarget.Regions : SearchTarget.Files,
                    parsed.GetValue(sort),
                    parsed.GetValue(limit),
                    parsed.GetValue(explain),
                    parsed.GetValue(json),
                    DataFolder.Locate(parsed.GetValue(data)?.FullName),
                    token
                )
        );
        return command;
    }

    /// <summary>A query of a target, or null and what is wrong said on standard error.</summary>
    public static async Task<SearchQuery?> ReadAsync(string text, SearchTarget target)
    {
        if (SearchQuery.TryParse(text, out SearchQuery? query, out SearchSyntaxError? error, target))
        {
            return query;
        }

        await Console.Error.WriteLineAsync(
            $"{text}\n{new string(' ', error.Position)}{new string('^', Math.Max(1, error.Length))}\n{error.Message}"
        );
        return null;
    }

    private static async Task<int> RunAsync(
        string text,
        SearchTarget target,
        string? sort,
        int limit,
        bool explain,
        bool json,
        DataFolder data,
        CancellationToken cancellationToken
    )
    {
        if (await ReadAsync(text, target) is not { } query)
        {
            return ExitCode.Usage;
        }

        if (!SearchSort.TryParse(sort, out SearchSort? order, out SearchSyntaxError? error, target))
        {
            await Console.Error.WriteLineAsync($"--sort: {error.Message}");
            return ExitCode.Usage;
        }

        await using Catalogue catalogue = await Catalogue.OpenAsync(data, cancellationToken);
        var window = new SearchWindow(1, limit, order) { Explain = explain };
        if (target == SearchTarget.Regions)
        {
            SearchPage<RegionSearchRow> regions = await catalogue.SearchRegionsAsync(query, window, cancellationToken);
            Print(regions.Rows, json, CliJson.Default.RegionSearchRow, () => new FoundTable(explain).Print(regions.Rows));
            return await EndAsync(regions.Rows.Count, regions.Total, "regions");
        }

        SearchPage<SearchRow> files = await catalogue.SearchAsync(query, window, cancellationToken);
        Print(files.Rows, json, CliJson.Default.SearchRow, () => new FoundTable(explain).Print(files.Rows));
        return await EndAsync(files.Rows.Count, files.Total, "files");
    }

    private static void Print<T>(IReadOnlyList<T> rows, bool json, JsonTypeInfo<T> form, Action table)
    {
        if (!json)
        {
            table();
            return;
        }

        foreach (T row in rows)
        {
            Console.WriteLine(JsonSerializer.Serialize(row, form));
        }
    }

    private static async Task<int> EndAsync(int shown, long total, string of)
    {
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{shown} of {total} {of}"));
        return total == 0 ? ExitCode.NothingMatched : ExitCode.Ok;
    }
}
