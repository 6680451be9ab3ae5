using System.CommandLine;
using System.Globalization;
using AudioSampler.Audio;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Cli.Output;
using Spectre.Console;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais remove</c> and <c>ais removed</c>: files out of the catalogue, and back.</summary>
internal static class RemoveCommand
{
    private const int Shown = 10;
    private const int MostListed = 1000;

    /// <summary>Makes <c>ais remove</c>.</summary>
    public static Command Create()
    {
        Argument<string[]> words = new("query")
        {
            Description = "A search, as of ais search: all files that it finds are removed",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> yes = new("--yes") { Description = "Don't ask" };
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command(
            "remove",
            "Take files out of the catalogue; the files themselves stay, and for 30 days ais undo or ais removed --restore brings them back"
        )
        {
            words,
            yes,
            data,
        };
        command.SetAction(
            (parsed, token) =>
                RemoveAsync(
                    string.Join(' ', parsed.GetValue(words)!),
                    parsed.GetValue(yes),
                    DataFolder.Locate(parsed.GetValue(data)?.FullName),
                    token
                )
        );
        return command;
    }

    /// <summary>Makes <c>ais removed</c>.</summary>
    public static Command CreateRemoved()
    {
        Option<long[]> restore = new("--restore")
        {
            Description = "Bring these files back, by the numbers in the list",
            HelpName = "N",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("removed", "List the files that were removed and can come back, or bring some back") { restore, data };
        command.SetAction(
            async (parsed, token) =>
            {
                await using Catalogue catalogue = await Catalogue.OpenAsync(DataFolder.Locate(parsed.GetValue(data)?.FullName), token);
                if (parsed.GetValue(restore) is { Length: > 0 } ids)
                {
                    int back = await catalogue.RestoreFilesAsync(ids, token);
                    await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{back} files are back"));
                    return back == 0 ? ExitCode.NothingMatched : ExitCode.Ok;
                }

                (IReadOnlyList<RemovedFile> files, long total) = await catalogue.RemovedFilesAsync(MostListed, cancellationToken: token);
                foreach (RemovedFile file in files)
                {
                    Console.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{file.FileId}  {ShownPath.Of(file.Path)}  removed {file.Removed:yyyy-MM-dd}, kept until {file.Until:yyyy-MM-dd}"
                        )
                    );
                }

                if (total > files.Count)
                {
                    await Console.Error.WriteLineAsync(
                        string.Create(CultureInfo.InvariantCulture, $"and {total - files.Count} that were removed before")
                    );
                }

                return ExitCode.Ok;
            }
        );
        return command;
    }

    private static async Task<int> RemoveAsync(string text, bool yes, DataFolder data, CancellationToken cancellationToken)
    {
        if (await SearchCommand.ReadAsync(text, SearchTarget.Files) is not { } query)
        {
            return ExitCode.Usage;
        }

        await using Catalogue catalogue = await Catalogue.OpenAsync(data, cancellationToken);
        IReadOnlyList<long> ids = await catalogue.FindIdsAsync(query, cancellationToken);
        if (ids.Count == 0)
        {
            await Console.Error.WriteLineAsync("no files match");
            return ExitCode.NothingMatched;
        }

        if (ids.Count > Catalogue.MostChanged)
        {
            await Console.Error.WriteLineAsync($"that is more than {Catalogue.MostChanged}: narrow the search");
            return ExitCode.Usage;
        }

        if (!yes && !await AgreedAsync(catalogue, query, ids.Count, cancellationToken))
        {
            return ExitCode.Usage;
        }

        HistoryEntry? removed = await catalogue.RemoveFilesAsync(ids, cancellationToken);
        await Console.Error.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"{removed?.Count ?? 0} files are out of the catalogue; ais undo brings them back")
        );
        return ExitCode.Ok;
    }

    /// <summary>Shows what would go, and asks where somebody can answer.</summary>
    private static async Task<bool> AgreedAsync(Catalogue catalogue, SearchQuery query, int count, CancellationToken cancellationToken)
    {
        SearchPage<SearchRow> some = await catalogue.SearchAsync(query, new SearchWindow(1, Shown, SearchSort.ByName), cancellationToken);
        foreach (SearchRow row in some.Rows)
        {
            await Console.Error.WriteLineAsync(ShownPath.Of(row.Path));
        }

        if (count > some.Rows.Count)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"and {count - some.Rows.Count} more"));
        }

        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            await Console.Error.WriteLineAsync("nobody can be asked here: nothing was removed; say --yes to remove them");
            return false;
        }

        return AnsiConsole.Confirm(
            string.Create(CultureInfo.InvariantCulture, $"Remove {count} files from the catalogue? The files themselves stay."),
            defaultValue: false
        );
    }
}
