namespace AudioSampler.Server.Jobs;

/// <summary>The job that the queue works on, and how it is made to stop before its end: for one that is more urgent, or because its user paused it.</summary>
internal sealed class JobAtWork : IDisposable
{
    private readonly CancellationTokenSource _interrupt;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _ending = new();
    private bool _ended;

    /// <summary>Begins to work on a job.</summary>
    /// <param name="id">The job.</param>
    /// <param name="priority">Its priority.</param>
    /// <param name="stop">Set when the server stops.</param>
    public JobAtWork(long id, int priority, CancellationToken stop)
    {
        Id = id;
        Priority = priority;
        _interrupt = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Stop = _interrupt.Token;
    }

    /// <summary>The job.</summary>
    public long Id { get; }

    /// <summary>Its priority.</summary>
    public int Priority { get; }

    /// <summary>Set when the work is to stop; the job then goes back into the queue with what it has.</summary>
    public CancellationToken Stop { get; }

    /// <summary>Whether it is to wait for its user afterwards.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Done when nobody works on the job any more.</summary>
    public Task Stopped => _stopped.Task;

    /// <summary>Makes the work stop.</summary>
    /// <param name="pause">Whether the job is to wait for its user.</param>
    public Task InterruptAsync(bool pause)
    {
        lock (_ending)
        {
            if (_ended)
            {
                return Task.CompletedTask;
            }

            IsPaused |= pause;
            return _interrupt.CancelAsync();
        }
    }

    /// <summary>Says that nobody works on it any more.</summary>
    public void End()
    {
        lock (_ending)
        {
            _ended = true;
        }

        _stopped.TrySetResult();
    }

    /// <inheritdoc/>
    public void Dispose() => _interrupt.Dispose();
}
