using System.Collections.Immutable;
using System.CommandLine;
using AudioSampler.Analysis;
using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Analysis.Analyzers.Speech;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Catalog;
using AudioSampler.Cli.Output;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais analyze</c>: analyses files and folders, prints the results and keeps them in the catalogue.</summary>
internal static class AnalyzeCommand
{
    private const int MostJobs = 64;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string[]> paths = CommonOptions.Paths();
        Option<bool> json = CommonOptions.Json("Print one ais.analysis/1 document a line");
        Option<bool> noTimings = new("--no-timings") { Description = "Leave timings out, so that equal runs print equal bytes" };
        Option<string[]> only = new("--only")
        {
            Description = "Run these analyzers only, with what they need, and merge into what is stored",
            HelpName = "NAME,…",
            AllowMultipleArgumentsPerToken = false,
        };
        Option<bool> force = new("--force") { Description = "Analyse again what is stored already" };
        Option<bool> noResume = new("--no-resume") { Description = "Leave alone what earlier runs that were killed have not finished" };
        Option<bool> noCatalog = new("--no-catalog") { Description = "Keep nothing in the catalogue" };
        Option<int?> jobs = NumberOption.Optional(
            "--jobs",
            "N",
            $"Files at work at once (default {AnalysisBatch.DefaultFilesAtOnce} here, fewer with fewer cores)",
            1,
            MostJobs
        );
        jobs.Aliases.Add("-j");
        Option<string> keyMethod = new Option<string>("--key-method")
        {
            Description = "Who says which key it is: this program, essentia where its bridge is installed, or both side by side",
            DefaultValueFactory = _ => "native",
        }.AcceptOnlyFromAmong("native", "essentia", "both");
        Option<bool> voices = new("--voices")
        {
            Description = "Find the stretches with a voice too, by the network Silero VAD; takes half as long again",
        };
        Option<DirectoryInfo?> data = CommonOptions.Data();
        Option<bool> quiet = CommonOptions.Quiet();
        var silence = new SilenceArguments();
        var workers = new WorkerOptions();

        var command = new Command("analyze", "Analyse files and folders")
        {
            paths,
            json,
            noTimings,
            only,
            force,
            noResume,
            noCatalog,
            jobs,
            keyMethod,
            voices,
            data,
            quiet,
        };
        silence.AddTo(command);
        workers.AddTo(command);
        command.SetAction(
            async (parsed, _) =>
            {
                var request = new AnalysisRequest { Only = Names(parsed.GetValue(only)), Force = parsed.GetValue(force) };
                var folder = DataFolder.Locate(parsed.GetValue(data)?.FullName);
                WorkerSettings settings = workers.Read(parsed, folder);
                var run = new AnalyzeRun(
                    parsed.GetRequiredValue(paths),
                    request,
                    kept =>
                        kept with
                        {
                            Regions = silence.Read(parsed, kept.Regions),
                            Key = parsed.GetResult(keyMethod) is { Implicit: false }
                                ? new KeyOptions { Method = Enum.Parse<KeyMethod>(parsed.GetRequiredValue(keyMethod), ignoreCase: true) }
                                : kept.Key,
                            Speech = parsed.GetResult(voices) is { Implicit: false }
                                ? new SpeechOptions { Detect = parsed.GetValue(voices) }
                                : kept.Speech,
                        },
                    settings,
                    parsed.GetValue(noCatalog) ? null : folder,
                    parsed.GetValue(jobs) ?? settings.FilesAtOnce,
                    resume: !parsed.GetValue(noResume),
                    parsed.GetValue(quiet)
                );
                using var lines = new JsonLines(timings: !parsed.GetValue(noTimings));
                var table = new FileTable();
                return parsed.GetValue(json) ? await run.RunAsync(lines.Write, () => { }) : await run.RunAsync(table.Add, table.Print);
            }
        );
        return command;
    }

    private static ImmutableArray<string>? Names(string[]? values)
    {
        string[] names =
        [
            .. (values ?? []).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        ];
        return names.Length == 0 ? null : [.. names];
    }
}
