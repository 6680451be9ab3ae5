using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Similarity;
using AudioSampler.Cli.Output;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais similar</c>: finds regions that sound alike; <c>ais duplicates</c>: finds what is there twice.</summary>
internal static class SimilarCommand
{
    private const int UsualMost = 20;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> what = new("what") { Description = "A file in the catalogue, or the number of a region (region_id)" };
        Option<int> region = NumberOption.Whole("--region", "N", "Which region of the file, from 1", 1, 1, int.MaxValue);
        Option<string?> aspects = new("--aspects")
        {
            Description =
                "In what they are to be alike: overall, timbre, rhythm, pitch, loudness, each with a weight if need be: overall:1,rhythm:0.5",
            HelpName = "LIST",
        };
        Option<string?> among = new("--among") { Description = "A search of regions: only what it finds is compared", HelpName = "QUERY" };
        Option<int> limit = NumberOption.Whole("--limit", "N", "Most rows", UsualMost, 1, SimilarityQuestion.MostRegions);
        Option<bool> json = CommonOptions.Json("Print one JSON object a line");
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("similar", "Find regions that sound like one") { what, region, aspects, among, limit, json, data };
        command.SetAction(
            async (parsed, token) =>
            {
                if (!AspectWeights.TryParse(parsed.GetValue(aspects), out AspectWeights weights))
                {
                    await Console.Error.WriteLineAsync(
                        "--aspects: write overall, timbre, rhythm, pitch or loudness, with weights from 0 to 1: overall:1,rhythm:0.5"
                    );
                    return ExitCode.Usage;
                }

                SearchQuery? query = null;
                if (parsed.GetValue(among) is { } text && (query = await SearchCommand.ReadAsync(text, SearchTarget.Regions)) is null)
                {
                    return ExitCode.Usage;
                }

                var question = new SimilarityQuestion
                {
                    Weights = weights,
                    Among = query,
                    Most = parsed.GetValue(limit),
                };
                return await RunAsync(
                    parsed.GetValue(what)!,
                    parsed.GetValue(region),
                    question,
                    parsed.GetValue(json),
                    DataFolder.Locate(parsed.GetValue(data)?.FullName),
                    token
                );
            }
        );
        return command;
    }

    /// <summary>Makes <c>ais duplicates</c>.</summary>
    public static Command CreateDuplicates()
    {
        Option<DuplicateKind> kind = new("--kind")
        {
            Description =
                "samebytes, sameaudio (the same samples: copies, other tags, another lossless format), or near (sounds the same and lasts as long)",
            DefaultValueFactory = _ => DuplicateKind.SameAudio,
        };
        Option<int> limit = NumberOption.Whole("--limit", "N", "Most groups", 100, 1, 10_000);
        Option<bool> json = CommonOptions.Json("Print one JSON object a line, one for each group");
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("duplicates", "Find what is in the catalogue twice") { kind, limit, json, data };
        command.SetAction(
            async (parsed, token) =>
            {
                await using Catalogue catalogue = await Catalogue.OpenAsync(DataFolder.Locate(parsed.GetValue(data)?.FullName), token);
                IReadOnlyList<DuplicateGroup> groups = await catalogue.DuplicatesAsync(
                    parsed.GetValue(kind),
                    parsed.GetValue(limit),
                    token
                );
                foreach (DuplicateGroup group in groups)
                {
                    Console.WriteLine(
                        parsed.GetValue(json)
                            ? JsonSerializer.Serialize(group, CliJson.Default.DuplicateGroup)
                            : string.Join('\n', group.Items.Select(Line)) + "\n"
                    );
                }

                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{groups.Count} groups"));
                return groups.Count == 0 ? ExitCode.NothingMatched : ExitCode.Ok;
            }
        );
        return command;
    }

    private static string Line(DuplicateItem item) =>
        Audio.ShownPath.Line(
            item.StartS is { } start && item.DurationS is { } duration
                ? $"{item.Path}  {Readable.Duration(start)} +{Readable.Duration(duration)}"
                : item.Path
        );

    private static async Task<int> RunAsync(
        string what,
        int region,
        SimilarityQuestion question,
        bool json,
        DataFolder data,
        CancellationToken cancellationToken
    )
    {
        await using Catalogue catalogue = await Catalogue.OpenAsync(data, cancellationToken);
        long? id = long.TryParse(what, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
        if (id is null || File.Exists(what))
        {
            AnalysisDocument? document = await catalogue.GetDocumentAsync(Path.GetFullPath(what), cancellationToken);
            id = document?.Regions.ElementAtOrDefault(region - 1)?.RegionId;
            if (id is null)
            {
                await Console.Error.WriteLineAsync(
                    document is null ? $"{what} is not in the catalogue: analyse it first" : $"{what} has {document.Regions.Length} regions"
                );
                return ExitCode.NothingMatched;
            }
        }

        SimilarityAnswer? answer = await catalogue.SimilarAsync(question with { Like = [id.Value] }, cancellationToken);
        if (answer is null)
        {
            await Console.Error.WriteLineAsync($"there is no region {id} whose sound was measured");
            return ExitCode.NothingMatched;
        }

        if (json)
        {
            foreach (SimilarRegion found in answer.Results)
            {
                Console.WriteLine(JsonSerializer.Serialize(found, CliJson.Default.SimilarRegion));
            }
        }
        else
        {
            FoundTable.Print(answer.Results);
        }

        string others = answer.NotComparable == 0 ? "" : $"; {answer.NotComparable} that it did not hear can't be compared";
        await Console.Error.WriteLineAsync($"compared {answer.Compared} regions by {answer.Model}{others}");
        return answer.Results.Count == 0 ? ExitCode.NothingMatched : ExitCode.Ok;
    }
}
