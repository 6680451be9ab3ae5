using System.Collections.Concurrent;
using System.CommandLine;
using System.Text.Json;
using AudioSampler.Analysis;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Analysis.Evaluation;
using AudioSampler.Catalog;
using AudioSampler.Cli.Output;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais eval</c>: analyses labelled recordings and says how right this build is.</summary>
internal static class EvalCommand
{
    private const string SharedSetting = "AIS_SHARED";
    private static readonly string[] s_sharedSets = ["music", "sounds"];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<DirectoryInfo[]> sets = new("--set")
        {
            Description =
                $"Folder of a labelled set with its {LabelledSet.ManifestName}; may be given several times (default: those of {SharedSetting}, where it is set)",
            HelpName = "DIR",
        };
        Option<bool> json = CommonOptions.Json("Print one JSON object a set and line");
        Option<FileInfo?> card = new("--card") { Description = "Write the accuracy card, a page in Markdown", HelpName = "FILE" };
        Option<bool> quiet = CommonOptions.Quiet();
        var workers = new WorkerOptions();
        var command = new Command("eval", "Analyse labelled recordings and say how right this build is") { sets, json, card, quiet };
        workers.AddTo(command);
        command.SetAction(
            async (parsed, _) =>
            {
                string[] folders = parsed.GetValue(sets) is { Length: > 0 } given ? [.. given.Select(set => set.FullName)] : SharedSets();
                if (folders.Length == 0)
                {
                    await Console.Error.WriteLineAsync(
                        $"no labelled set: name its folder with --set, or set {SharedSetting} to the folder of the shared evaluation data"
                    );
                    return ExitCode.Usage;
                }

                List<LabelledSet> labelled;
                try
                {
                    labelled = [.. folders.Select(LabelledSet.Read)];
                }
                catch (LabelledSetException exception)
                {
                    await Console.Error.WriteLineAsync(exception.Message);
                    return ExitCode.Usage;
                }

                WorkerSettings settings = workers.Read(parsed, DataFolder.Locate(null));
                var results = new List<SetFigures>();
                int worst = ExitCode.Ok;
                foreach (LabelledSet set in labelled)
                {
                    var documents = new ConcurrentDictionary<string, AnalysisDocument>(StringComparer.Ordinal);
                    var run = new AnalyzeRun(
                        [.. set.Files.Select(file => PathOf(set, file))],
                        new AnalysisRequest { Force = true },
                        _ => new AnalysisOptions(),
                        settings,
                        data: null,
                        settings.FilesAtOnce,
                        resume: false,
                        parsed.GetValue(quiet)
                    );
                    int exitCode = await run.RunAsync(document => documents[document.Path] = document, () => { });
                    if (exitCode is not (ExitCode.Ok or ExitCode.SomeFailed))
                    {
                        return exitCode;
                    }

                    worst = exitCode == ExitCode.Ok ? worst : exitCode;
                    results.Add(Compare(set, documents, settings.Model.Name));
                }

                int written = Give(results, parsed.GetValue(json), parsed.GetValue(card));
                return written == ExitCode.Ok ? worst : written;
            }
        );
        return command;
    }

    private static string PathOf(LabelledSet set, LabelledFile file) => Path.GetFullPath(Path.Combine(set.Folder, file.File));

    private static string[] SharedSets() =>
        Environment.GetEnvironmentVariable(SharedSetting) is { Length: > 0 } shared
            ? [.. s_sharedSets.Select(name => Path.Combine(shared, "eval", name)).Where(Directory.Exists)]
            : [];

    private static SetFigures Compare(LabelledSet set, ConcurrentDictionary<string, AnalysisDocument> documents, string model)
    {
        var evaluation = new AccuracyMeter();
        foreach (LabelledFile file in set.Files)
        {
            evaluation.Add(file, documents.GetValueOrDefault(PathOf(set, file)));
        }

        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(set.Folder)));
        return new SetFigures(name, evaluation.Files, EngineHost.Version, model, evaluation.Figures(), evaluation.Reliabilities());
    }

    private static int Give(List<SetFigures> results, bool json, FileInfo? card)
    {
        foreach (SetFigures result in results)
        {
            if (json)
            {
                Console.WriteLine(JsonSerializer.Serialize(result, CliJson.Default.SetFigures));
            }
            else
            {
                AccuracyCard.Print(result);
            }
        }

        if (card is null)
        {
            return ExitCode.Ok;
        }

        try
        {
            using var writer = new StreamWriter(OutputFile.Create(card));
            AccuracyCard.Write(writer, results);
            return ExitCode.Ok;
        }
        catch (IOException exception)
        {
            Console.Error.WriteLine(OutputFile.Refusal(card, exception));
            return ExitCode.Failed;
        }
    }
}
