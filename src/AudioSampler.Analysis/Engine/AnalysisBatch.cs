using AudioSampler.Analysis.Input;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>Analyses many files, some at once.</summary>
/// <param name="engine">The engine.</param>
/// <param name="filesAtOnce">Files at work at once, at least 1.</param>
public sealed class AnalysisBatch(AnalysisEngine engine, int filesAtOnce)
{
    /// <summary>Files at work at once if nobody says otherwise: decoding one file overlaps with analysing another.</summary>
    public static int DefaultFilesAtOnce => Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Analyses the files. A file that fails is a document like others; one that turns out to hold no sound, and that nobody named, is left out.</summary>
    /// <param name="files">The files.</param>
    /// <param name="request">What to do with each.</param>
    /// <param name="job">What is kept of the batch: files that have ended in it before are taken from there. Null to keep nothing.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="done">Takes each document as its file ends (null for a file left out); calls come from several threads.</param>
    /// <param name="stopSoon">Set when no new file is to be begun.</param>
    /// <param name="stopNow">Set when all is to stop.</param>
    public Task RunAsync(
        IEnumerable<InputFile> files,
        AnalysisRequest request,
        IAnalysisJob? job,
        IProgress<AnalysisProgress>? progress,
        Action<AnalysisDocument?> done,
        CancellationToken stopSoon,
        CancellationToken stopNow
    ) =>
        Parallel.ForEachAsync(
            files,
            new ParallelOptions { MaxDegreeOfParallelism = filesAtOnce, CancellationToken = stopNow },
            async (file, token) =>
            {
                if (!stopSoon.IsCancellationRequested)
                {
                    done(job is null ? await AnalyzeAsync(file, request) : await AnalyzeInJobAsync(file, job));
                }

                async Task<AnalysisDocument?> AnalyzeAsync(InputFile file, AnalysisRequest request)
                {
                    AnalysisDocument document = await engine.AnalyzeAsync(
                        file.Path,
                        request with
                        {
                            ForgetNoSound = !file.Named,
                        },
                        progress,
                        token
                    );
                    return !file.Named && document.Error is { } error && AnalysisErrors.IsNoSound(error) ? null : document;
                }

                async Task<AnalysisDocument?> AnalyzeInJobAsync(InputFile file, IAnalysisJob job)
                {
                    if (await job.RecallAsync(file.Path, token) is { } ended)
                    {
                        return ended.Document;
                    }

                    await job.BeginFileAsync(file.Path, token);
                    AnalysisDocument? document = await AnalyzeAsync(file, request with { JobId = job.Id });
                    await job.EndFileAsync(file.Path, document, CancellationToken.None);
                    return document;
                }
            }
        );
}
