using System.CommandLine;
using System.Text.Json;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Search;
using AudioSampler.Cli.Output;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais search</c>: finds files in the catalogue.</summary>
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
        Option<string?> sort = new("--sort")
        {
            Description = $"Columns, such as -tempo,name; there are {string.Join(", ", SearchSort.Names)}",
            HelpName = "COLUMNS",
        };
        Option<int> limit = NumberOption.Whole("--limit", "N", "Most rows", UsualLimit, 1, Catalogue.MaxPageSize);
        Option<bool> json = CommonOptions.Json("Print one JSON object a line");
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("search", "Find files in the catalogue") { words, sort, limit, json, data };
        command.SetAction(
            (parsed, token) =>
                RunAsync(
                    string.Join(' ', parsed.GetValue(words) ?? []),
                    parsed.GetValue(sort),
                    parsed.GetValue(limit),
                    parsed.GetValue(json),
                    DataFolder.Locate(parsed.GetValue(data)?.FullName),
                    token
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string text,
        string? sort,
        int limit,
        bool json,
        DataFolder data,
        CancellationToken cancellationToken
    )
    {
        if (!SearchQuery.TryParse(text, out SearchQuery? query, out SearchSyntaxError? error))
        {
            await Console.Error.WriteLineAsync(
                $"{text}\n{new string(' ', error.Position)}{new string('^', Math.Max(1, error.Length))}\n{error.Message}"
            );
            return ExitCode.Usage;
        }

        if (!SearchSort.TryParse(sort, out SearchSort? order, out error))
        {
            await Console.Error.WriteLineAsync($"--sort: {error.Message}");
            return ExitCode.Usage;
        }

        await using Catalogue catalogue = await Catalogue.OpenAsync(data, cancellationToken);
        SearchPage found = await catalogue.SearchAsync(query, 1, limit, order, cancellationToken);
        Print(found, json);
        await Console.Error.WriteLineAsync($"{found.Rows.Count} of {found.Total} files");
        return found.Total == 0 ? ExitCode.NothingMatched : ExitCode.Ok;
    }

    private static void Print(SearchPage found, bool json)
    {
        if (json)
        {
            foreach (SearchRow row in found.Rows)
            {
                Console.WriteLine(JsonSerializer.Serialize(row, CliJson.Default.SearchRow));
            }

            return;
        }

        var table = new FileTable();
        foreach (SearchRow row in found.Rows)
        {
            table.Row(
                row.Name,
                row.DurationS is { } seconds ? Readable.Duration(seconds) : null,
                row.Kind,
                row.Bpm is { } bpm ? Readable.Number(bpm, "0.0") : null,
                row.TimeSignature,
                row.Key,
                row.Camelot,
                Readable.Loudness(row.LoudnessLufs),
                row.Regions?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                row.Status
            );
        }

        table.Print();
    }
}
