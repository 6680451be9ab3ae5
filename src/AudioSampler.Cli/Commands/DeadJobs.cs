using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Input;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Jobs;

namespace AudioSampler.Cli.Commands;

/// <summary>Finishes jobs whose programs have died. Their results go to the catalogue alone: nobody waits for them here.</summary>
/// <param name="jobs">All jobs.</param>
/// <param name="batch">Analyses files.</param>
/// <param name="tell">Takes a line for the user.</param>
/// <param name="stop">Set when the user wants to stop; a job at work is left for the next time then.</param>
internal sealed class DeadJobs(JobStore jobs, AnalysisBatch batch, Action<string> tell, CancellationToken stop)
{
    /// <summary>Finishes all, one after the other, as far as the catalogue can be written.</summary>
    public async Task FinishAsync()
    {
        try
        {
            await FinishAllAsync();
        }
        catch (CatalogueException exception)
        {
            tell($"jobs of earlier runs are left for the next time: {exception.Message}");
        }
    }

    private async Task FinishAllAsync()
    {
        while (!stop.IsCancellationRequested && await jobs.TakeDeadAsync(CancellationToken.None) is { } taken)
        {
            await using JobLease lease = taken;
            try
            {
                await lease.RunAsync(end => FinishAsync(lease, end), stop);
            }
#pragma warning disable CA1031 // The job has ended as failed, with the reason: others of its kind, and the command that the user gave, go on.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                tell($"job {lease.Id} failed: {exception.Message.ReplaceLineEndings(" ")}");
            }
        }
    }

    private async Task FinishAsync(JobLease lease, CancellationToken end)
    {
        JobRequest request = lease.Job.Request;
        IReadOnlyList<InputFile> files = await lease.FilesAsync(new InputFiles(tell).Find, end);
        tell(
            $"finishing job {lease.Id} ({string.Join(", ", request.Paths)}), which was ended in its middle: {files.Count} files to do; --no-resume leaves such jobs"
        );
        await batch.RunAsync(files, request.Analysis, lease, progress: null, _ => { }, CancellationToken.None, end);
    }
}
