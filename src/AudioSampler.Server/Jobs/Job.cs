using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Server.Jobs;

/// <summary>One analysis that a caller asked for: a file or a folder.</summary>
internal sealed class Job : IProgress<AnalysisProgress>, IDisposable
{
    private const int MostErrors = 20;

    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<AnalysisDocument?> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancel;
    private readonly Queue<string> _errors = new();
    private JobStatus _status;

    public Job(string path, AnalysisRequest request, CancellationToken serverStops)
    {
        Request = request;
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(serverStops);
        _status = new JobStatus
        {
            Id = Guid.CreateVersion7().ToString("N"),
            Path = path,
            State = JobState.Queued,
            CreatedAt = DateTimeOffset.UtcNow,
        };
    }

    public AnalysisRequest Request { get; }

    public JobStatus Status
    {
        get
        {
            lock (_lock)
            {
                return _status;
            }
        }
    }

    /// <summary>The document of the last file when the job is at its end; null when it was cancelled before it had one.</summary>
    public Task<AnalysisDocument?> Completion => _completion.Task;

    public CancellationToken Cancelled => _cancel.Token;

    public void Cancel() => _cancel.Cancel();

    public void Begin(int files) => Change(s => s with { State = JobState.Running, FilesTotal = files });

    public void Report(AnalysisProgress value) =>
        Change(s =>
            s with
            {
                CurrentFile = Path.GetFileName(value.Path),
                CurrentStep = value.Stage == AnalysisStage.Analyzing ? value.Analyzer : value.Stage.ToString().ToLowerInvariant(),
            }
        );

    /// <summary>A file is done; null stands for one that holds no sound.</summary>
    public void Done(AnalysisDocument? document) => Count(document?.Error?.Message);

    /// <summary>A file or folder may not be analysed: it counts as one that failed.</summary>
    public void Refuse(string message) => Count(message);

    public void End(AnalysisDocument? last)
    {
        Change(s =>
            s with
            {
                State =
                    _cancel.IsCancellationRequested && s.FilesDone < Math.Max(1, s.FilesTotal) ? JobState.Cancelled
                    : s.FilesFailed == 0 ? JobState.Done
                    : s.FilesFailed == s.FilesTotal ? JobState.Failed
                    : JobState.Partial,
            }
        );
        _completion.TrySetResult(last);
    }

    public void End(Exception exception) => _completion.TrySetException(exception);

    public void Dispose() => _cancel.Dispose();

    private void Count(string? failure) =>
        Change(s =>
        {
            if (failure is not null)
            {
                _errors.Enqueue(failure);
                if (_errors.Count > MostErrors)
                {
                    _errors.Dequeue();
                }
            }

            return s with
            {
                FilesDone = s.FilesDone + 1,
                FilesFailed = s.FilesFailed + (failure is null ? 0 : 1),
                Errors = [.. _errors],
            };
        });

    private void Change(Func<JobStatus, JobStatus> change)
    {
        lock (_lock)
        {
            _status = change(_status);
        }
    }
}
