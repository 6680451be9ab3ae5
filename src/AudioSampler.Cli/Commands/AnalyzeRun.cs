using AudioSampler.Analysis;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Analysis.Input;
using AudioSampler.Audio;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Cli.Hosting;
using AudioSampler.Cli.Output;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Cli.Commands;

/// <summary>Analyses the files that paths stand for, several at once; with a data folder as a job that the same command goes on with after a crash.</summary>
/// <param name="paths">Files and folders.</param>
/// <param name="request">What to do with each file.</param>
/// <param name="choose">Makes the options of the analysis of those that the catalogue keeps.</param>
/// <param name="settings">How analyzers are kept apart from this process.</param>
/// <param name="data">The data folder; null to keep nothing.</param>
/// <param name="filesAtOnce">Files at work at once.</param>
/// <param name="resume">Whether to go on with jobs whose programs have died: with that of the same command first, with others at the end.</param>
/// <param name="quiet">Whether to tell of failures only.</param>
internal sealed class AnalyzeRun(
    IReadOnlyList<string> paths,
    AnalysisRequest request,
    Func<AnalysisOptions, AnalysisOptions> choose,
    WorkerSettings settings,
    DataFolder? data,
    int filesAtOnce,
    bool resume,
    bool quiet
)
{
    /// <summary>Runs to the end, or until the user stops it.</summary>
    /// <param name="print">Takes each document as its file ends; calls come from several threads.</param>
    /// <param name="finish">Called when the last file has ended, before other jobs are gone on with.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Action<AnalysisDocument> print, Action finish)
    {
        AnalysisOptions options = choose(new AnalysisOptions());
        string[] problems = [.. options.Validate(), .. settings.Validate()];
        if (problems.Length > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, problems));
            return ExitCode.Usage;
        }

        List<InputFile> files = [.. new InputFiles(Console.Error.WriteLine).Find(paths)];
        if (files.Count == 0)
        {
            await NoteGoneAsync();
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
        options = catalogue is null ? options : choose(catalogue.AnalysisOptions());
        var console = new AnalysisConsole(files.Count, quiet);
        await using EngineHost host = EngineHost.Create(options, settings, catalogue, problem => console.Say(problem.ToString()));
        host.Analyzers.Select(request.Only); // Throws for a name that doesn't exist, before there is a job that can never be done.
        var batch = new AnalysisBatch(host.Engine, filesAtOnce);
        using var stop = new StopSignals(console.Say);
        int exitCode;
        using (console)
        {
            using var output = new LosableOutput(print, console.Say, catalogue is not null);
            exitCode = await RunAsync(files, batch, catalogue, output, console, stop);
        }

        finish();
        if (catalogue is not null && resume)
        {
            await new DeadJobs(catalogue.Jobs, batch, quiet ? _ => { } : console.Say, stop.Soon).FinishAsync();
        }

        return exitCode;
    }

    private async Task<int> RunAsync(
        List<InputFile> files,
        AnalysisBatch batch,
        Catalogue? catalogue,
        LosableOutput output,
        AnalysisConsole console,
        StopSignals stop
    )
    {
        bool ffmpegMissing = false;
        bool interrupted = false;
        if (catalogue is null)
        {
            await AnalyzeAsync(job: null, CancellationToken.None);
        }
        else
        {
            await using JobLease lease = await StartAsync(catalogue.Jobs, files, console);
            try
            {
                Job? ended = await lease.RunAsync(end => AnalyzeAsync(lease, end), CancellationToken.None);
                if (ended is null)
                {
                    console.Say($"another program has gone on with job {lease.Id}, because this one gave no sign of life");
                    return ExitCode.Failed;
                }

                interrupted = ended.State == JobState.Cancelled;
            }
            catch (CatalogueException exception) when (console.Failed > 0)
            {
                // The files have told of it; that the job could not be ended besides leaves it to the same command.
                console.Say(exception.Message);
            }
        }

        return interrupted || stop.Soon.IsCancellationRequested ? ExitCode.Interrupted
            : output.IsLost ? ExitCode.Failed
            : ffmpegMissing ? ExitCode.MissingDependency
            : ExitCode.For(console.Failed, files.Count);

        async Task AnalyzeAsync(IAnalysisJob? job, CancellationToken end)
        {
            using var now = CancellationTokenSource.CreateLinkedTokenSource(stop.Now, end, output.InVain);
            try
            {
                await batch.RunAsync(files, request, job, console, Done, stop.Soon, now.Token);
            }
            catch (OperationCanceledException) when (stop.Now.IsCancellationRequested || output.InVain.IsCancellationRequested)
            {
                interrupted = stop.Now.IsCancellationRequested;
            }
        }

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

    private async Task<JobLease> StartAsync(JobStore jobs, List<InputFile> files, AnalysisConsole console)
    {
        JobLease lease = await jobs.StartAsync(JobRequest.Of(paths, request), resume, CancellationToken.None);
        if (lease.Job.FilesTotal is { } total && !quiet)
        {
            console.Say($"going on with job {lease.Id}, which was ended in its middle: {lease.Job.FilesDone} of {total} files are done");
        }

        await lease.RecordFilesAsync(files, CancellationToken.None);
        return lease;
    }

    private static AnalysisError Naming(InputFile file, AnalysisError error) =>
        error with
        {
            Message = $"{ShownPath.Of(file.Path)}: {error.Message}",
        };

    /// <summary>A folder from which all is gone makes no job; nor is a catalogue made for it.</summary>
    private async Task NoteGoneAsync()
    {
        if (data is not null && File.Exists(data.DatabasePath))
        {
            await using Catalogue catalogue = await Catalogue.OpenAsync(data, CancellationToken.None);
            await catalogue.NoteGoneAsync(paths.Select(Path.GetFullPath));
        }
    }

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
