using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AudioSampler.Audio;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Cli.Output;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais mark</c>: tags, ratings, notes and corrections for all that a search finds.</summary>
internal static class MarkCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string[]> words = new("query")
        {
            Description = "A search, as of ais search: all that it finds is marked",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> regions = new("--regions") { Description = "Mark regions instead of files" };
        Option<string[]> add = Several("--tag", "TAG", "Add a tag");
        Option<string[]> remove = Several("--untag", "TAG", "Take a tag away");
        Option<int?> rating = new("--rating") { Description = "1 to 5, or 0 for none", HelpName = "N" };
        Option<bool?> favourite = new("--favourite")
        {
            Description = "Make it a favourite, or with false no favourite",
            HelpName = "true|false",
        };
        Option<string?> note = new("--note") { Description = "A note; an empty one takes it away", HelpName = "TEXT" };
        Option<string[]> set = Several(
            "--set",
            "FIELD=VALUE",
            $"Correct a value: {string.Join(", ", Correction.Fields)}; none says that there is none, and tempo.bpm takes x2 and /2 too"
        );
        Option<string[]> unset = Several("--unset", "FIELD", "Take a correction back");
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("mark", "Tag, rate, note or correct what a search finds; ais undo takes it back")
        {
            words,
            regions,
            add,
            remove,
            rating,
            favourite,
            note,
            set,
            unset,
            data,
        };
        command.SetAction(
            async (parsed, token) =>
            {
                var corrections = ImmutableSortedDictionary.CreateBuilder<string, JsonElement>(StringComparer.Ordinal);
                foreach (string pair in parsed.GetValue(set) ?? [])
                {
                    string[] sides = pair.Split('=', 2);
                    if (sides.Length != 2)
                    {
                        await Console.Error.WriteLineAsync($"--set: '{pair}' is not understood: write FIELD=VALUE, such as key.key=Am");
                        return ExitCode.Usage;
                    }

                    corrections[sides[0].Trim()] = ValueOf(sides[1].Trim());
                }

                var change = new MarkChange
                {
                    AddTags = [.. parsed.GetValue(add) ?? []],
                    RemoveTags = [.. parsed.GetValue(remove) ?? []],
                    Rating = parsed.GetValue(rating),
                    Favourite = parsed.GetValue(favourite),
                    Note = parsed.GetValue(note),
                    Correct = corrections.ToImmutable(),
                    Uncorrect = [.. parsed.GetValue(unset) ?? []],
                };
                return await RunAsync(
                    string.Join(' ', parsed.GetValue(words)!),
                    parsed.GetValue(regions) ? SearchTarget.Regions : SearchTarget.Files,
                    change,
                    DataFolder.Locate(parsed.GetValue(data)?.FullName),
                    token
                );
            }
        );
        return command;
    }

    /// <summary>Makes <c>ais undo</c>.</summary>
    public static Command CreateUndo()
    {
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command(
            "undo",
            "Take back the last change to tags, ratings, notes, corrections or collections, or the last removal"
        )
        {
            data,
        };
        command.SetAction(
            async (parsed, token) =>
            {
                await using Catalogue catalogue = await Catalogue.OpenAsync(DataFolder.Locate(parsed.GetValue(data)?.FullName), token);
                (HistoryEntry? undone, HistoryObstacle? obstacle) = await catalogue.UndoAsync(null, token);
                await Console.Error.WriteLineAsync(
                    undone is null
                        ? obstacle?.Message ?? "there is nothing to undo"
                        : string.Create(CultureInfo.InvariantCulture, $"undone: {undone.Action} ({undone.Count} of {undone.At:u})")
                );
                if (undone?.Cuts == true)
                {
                    await TellWhatToCutAsync(catalogue, token);
                }

                return undone is null ? ExitCode.NothingMatched : ExitCode.Ok;
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        string text,
        SearchTarget target,
        MarkChange change,
        DataFolder data,
        CancellationToken cancellationToken
    )
    {
        if (await SearchCommand.ReadAsync(text, target) is not { } query)
        {
            return ExitCode.Usage;
        }

        if ((change.Problem(target) ?? (change.IsNothing ? "say what to mark: --tag, --rating, --set …" : null)) is { } problem)
        {
            await Console.Error.WriteLineAsync(problem);
            return ExitCode.Usage;
        }

        await using Catalogue catalogue = await Catalogue.OpenAsync(data, cancellationToken);
        IReadOnlyList<long> ids = await catalogue.FindIdsAsync(query, cancellationToken);
        if (ids.Count > Catalogue.MostChanged)
        {
            await Console.Error.WriteLineAsync($"that is more than {Catalogue.MostChanged}: narrow the search");
            return ExitCode.Usage;
        }

        (int marked, _) = await catalogue.ChangeMarksAsync(target, ids, change, cancellationToken);
        await Console.Error.WriteLineAsync($"{marked} {(target == SearchTarget.Files ? "files" : "regions")} marked");
        if (change.Cuts)
        {
            await TellWhatToCutAsync(catalogue, cancellationToken);
        }

        return marked == 0 ? ExitCode.NothingMatched : ExitCode.Ok;
    }

    /// <summary>Names the files that are cut otherwise than the user wants now.</summary>
    private static async Task TellWhatToCutAsync(Catalogue catalogue, CancellationToken cancellationToken)
    {
        foreach (string path in await catalogue.FilesToCutAsync(fileId: null, cancellationToken))
        {
            await Console.Error.WriteLineAsync($"it is cut so by the next analysis: ais analyze {ShownPath.Of(path)}");
        }
    }

    private static Option<string[]> Several(string name, string help, string description) =>
        new(name)
        {
            Description = description,
            HelpName = help,
            Arity = ArgumentArity.OneOrMore,
        };

    /// <summary>A number as one, <c>none</c> as null, the rest as text.</summary>
    private static JsonElement ValueOf(string text) =>
        text == "none" ? JsonSerializer.SerializeToElement(null, CliJson.Default.String)
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? JsonSerializer.SerializeToElement(number, CliJson.Default.Double)
        : JsonSerializer.SerializeToElement(text, CliJson.Default.String);
}
