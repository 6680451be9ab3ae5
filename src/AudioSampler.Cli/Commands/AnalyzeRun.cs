using AudioSampler.Analysis;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Analysis.Input;
using AudioSampler.Catalog;
using AudioSampler.Cli.Hosting;
using AudioSampler.Cli.Output;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Cli.Commands;

/// <summary>Analyses the files that paths stand for, several at once.</summary>
/// <param name="paths">Files and folders.</param>
/// <param name="request">What to do with each file.</param>
/// <param name="options">Options of the analysis.</param>
/// <param name="settings">How analyzers are kept apart from this process.</param>
/// <param name="data">The data folder; null to keep nothing.</param>
/// <param name="jobs">Files at work at once.</param>
/// <param name="quiet">Whether to tell of failures only.</param>
internal sealed class AnalyzeRun(
    IReadOnlyList<string> paths,
    AnalysisRequest request,
    AnalysisOptions options,
    WorkerSettings settings,
    DataFolder? data,
    int jobs,
    bool quiet
)
{
    /// <summary>Runs to the end, or until the user stops it.</summary>
    /// <param name="print">Takes each document as its file ends; calls come from several threads.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Action<AnalysisDocument> print)
    {
        List<InputFile> files = [.. new InputFiles(Console.Error.WriteLine).Find(paths)];
        if (files.Count == 0)
        {
            await Console.Error.WriteLineAsync($"no sound files in {string.Join(", ", paths)}");
            return ExitCode.NothingMatched;
        }

        await using Catalogue? catalogue = data is null ? null : await Catalogue.OpenAsync(data, CancellationToken.None);
        if (catalogue is not null)
        {
            await AddRootsAsync(catalogue);
        }

        using var console = new AnalysisConsole(files.Count, quiet);
        await using EngineHost host = EngineHost.Create(options, settings, catalogue, problem => console.Say(problem.ToString()));
        using var stop = new StopSignals(console.Say);
        bool ffmpegMissing = false;
        try
        {
            await new AnalysisBatch(host.Engine, jobs).RunAsync(files, request, console, Done, stop.Soon, stop.Now);
        }
        catch (OperationCanceledException) when (stop.Now.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }

        return stop.Soon.IsCancellationRequested ? ExitCode.Interrupted
            : ffmpegMissing ? ExitCode.MissingDependency
            : ExitCode.For(console.Failed, files.Count);

        void Done(AnalysisDocument? document)
        {
            if (document is not null)
            {
                ffmpegMissing |= document.Error?.Code == AnalysisErrorCode.FfmpegMissing;
                print(document);
            }

            console.Done(document);
        }
    }

    /// <summary>What was analysed from the command line may be served: the folders named, and the folders of the files named.</summary>
    private async Task AddRootsAsync(Catalogue catalogue)
    {
        foreach (
            string folder in paths
                .Select(p => Directory.Exists(p) ? p : Path.GetDirectoryName(Path.GetFullPath(p))!)
                .Where(Directory.Exists)
                .Distinct(StringComparer.Ordinal)
        )
        {
            await catalogue.AddRootAsync(folder, CancellationToken.None);
        }
    }
}
