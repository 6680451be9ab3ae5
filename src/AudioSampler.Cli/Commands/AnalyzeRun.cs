using AudioSampler.Analysis;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Analysis.Input;
using AudioSampler.Audio;
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
        string[] problems = [.. options.Validate(), .. settings.Validate()];
        if (problems.Length > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, problems));
            return ExitCode.Usage;
        }

        List<InputFile> files = [.. new InputFiles(Console.Error.WriteLine).Find(paths)];
        if (files.Count == 0)
        {
            await Console.Error.WriteLineAsync($"no sound files in {string.Join(", ", paths.Select(ShownPath.Of))}");
            return ExitCode.NothingMatched;
        }

        Catalogue? opened;
        try
        {
            opened = await OpenCatalogueAsync();
        }
        catch (CatalogueException full) when (full.Failure == CatalogueFailure.DiskFull)
        {
            // Every file gets its line, as if each had met the full disk by itself.
            await Console.Error.WriteLineAsync(full.Message);
            files.ForEach(file => print(AnalysisEngine.Failed(file.Path, Naming(file, full.Error), options)));
            return ExitCode.Failed;
        }

        await using Catalogue? catalogue = opened;
        await using EngineHost host = EngineHost.Create(options, settings, catalogue);
        using var console = new AnalysisConsole(files.Count, quiet);
        using var stop = new StopSignals(console.Say);
        bool ffmpegMissing = false;
        using var output = new LosableOutput(print, console.Say, catalogue is not null);
        using var stopNow = CancellationTokenSource.CreateLinkedTokenSource(stop.Now, output.InVain);
        try
        {
            await new AnalysisBatch(host.Engine, jobs).RunAsync(files, request, console, Done, stop.Soon, stopNow.Token);
        }
        catch (OperationCanceledException) when (stopNow.IsCancellationRequested)
        {
            return stop.Now.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Failed;
        }

        return stop.Soon.IsCancellationRequested ? ExitCode.Interrupted
            : output.IsLost ? ExitCode.Failed
            : ffmpegMissing ? ExitCode.MissingDependency
            : ExitCode.For(console.Failed, files.Count);

        void Done(AnalysisDocument? document)
        {
            if (document is not null)
            {
                ffmpegMissing |= document.Error?.Code == AnalysisErrorCode.FfmpegMissing;
                output.Print(document);
            }

            console.Done(document);
        }
    }

    private static AnalysisError Naming(InputFile file, AnalysisError error) =>
        error with
        {
            Message = $"{ShownPath.Of(file.Path)}: {error.Message}",
        };

    private async Task<Catalogue?> OpenCatalogueAsync()
    {
        if (data is null)
        {
            return null;
        }

        Catalogue catalogue = await Catalogue.OpenAsync(data, CancellationToken.None);
        try
        {
            await AddRootsAsync(catalogue);
            return catalogue;
        }
        catch
        {
            await catalogue.DisposeAsync();
            throw;
        }
    }

    /// <summary>What was analysed from the command line may be served: the folders with all that is in them, of the files just these.</summary>
    private async Task AddRootsAsync(Catalogue catalogue)
    {
        foreach (string path in paths.Select(RealPath.Find).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            await catalogue.AddRootAsync(path, CancellationToken.None);
        }
    }
}
