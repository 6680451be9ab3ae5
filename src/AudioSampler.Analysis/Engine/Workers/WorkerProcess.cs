using System.ComponentModel;
using System.Diagnostics;
using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Audio;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>One worker process as the host sees it: asked, heard, watched, and at last ended or found dead.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_timeToExit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly AnalyzerGraph _graph;
    private readonly WorkerSettings _settings;
    private readonly MessagePipe<WorkerRequest> _requests;
    private readonly MessagePipe<WorkerMessage> _messages;
    private readonly ErrorTail _errors;
    private readonly Conversations _conversations = new();
    private readonly TaskCompletionSource<WorkerReady> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<WorkerDeath> _death = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WorkerDeath? _verdict;

    private WorkerProcess(Process process, AnalyzerGraph graph, WorkerSettings settings)
    {
        _process = process;
        _graph = graph;
        _settings = settings;
        Id = process.Id;
        _requests = new MessagePipe<WorkerRequest>(process.StandardInput.BaseStream, WorkerJson.Default.WorkerRequest);
        _messages = new MessagePipe<WorkerMessage>(process.StandardOutput.BaseStream, WorkerJson.Default.WorkerMessage);
        _errors = new ErrorTail(process);
        new Thread(Listen) { IsBackground = true, Name = $"worker {Id}" }.Start();
    }

    /// <summary>The system's number of the process.</summary>
    public int Id { get; }

    /// <summary>Files that it was given so far.</summary>
    public int Files { get; private set; }

    /// <summary>Whether it may be given another file.</summary>
    public bool IsUsable => _verdict is null && !_death.Task.IsCompleted && !HasStray && Files < _settings.FilesPerWorker && !HasGrown;

    /// <summary>Whether an analyzer is at work in it that nobody waits for any more.</summary>
    public bool HasStray { get; private set; }

    /// <summary>Whether no region is being analysed in it.</summary>
    public bool IsQuiet => _conversations.IsEmpty;

    /// <summary>The plugin whose code it was about to load last; null when none.</summary>
    public string? Loading { get; private set; }

    /// <summary>Done with its last words when it is ready; fails when it dies before.</summary>
    public Task<WorkerReady> Ready => _ready.Task;

    /// <summary>Done when it is no more.</summary>
    public Task<WorkerDeath> Death => _death.Task;

    /// <summary>Memory that it holds, in bytes.</summary>
    public long ResidentBytes => _death.Task.IsCompleted ? 0 : ProcessMemory.ResidentBytes(_process);

    private bool HasGrown => ResidentBytes > _settings.MemoryLimitBytes / 2;

    /// <summary>Starts one; it gets ready while its maker does other things.</summary>
    /// <exception cref="WorkerException">The program is not there, or can't be started.</exception>
    public static WorkerProcess Start(Hello hello, AnalyzerGraph graph, WorkerSettings settings)
    {
        ProcessStartInfo start = WorkerProgram.StartInfo(settings.Program, settings.Niceness);
        Process process;
        try
        {
            process = InterruptShield.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new WorkerException(
                $"{start.FileName} can't be started ({exception.Message}): look at its rights and at the limit of processes",
                exception
            );
        }

        var worker = new WorkerProcess(process, graph, settings);
        worker.Say(hello);
        return worker;
    }

    /// <summary>Names the file that comes next.</summary>
    public void Open(OpenFile file)
    {
        Files++;
        Say(file);
    }

    /// <summary>Says that the file is done.</summary>
    public void Close() => Say(new CloseFile());

    /// <summary>Asks for a region of the open file.</summary>
    public RegionConversation Ask(AnalyzeRegion request)
    {
        RegionConversation conversation = _conversations.Begin(request.Region);
        Say(request);
        if (_death.Task.IsCompleted)
        {
            conversation.End();
        }

        return conversation;
    }

    /// <summary>Looks whether it keeps its limits, and ends it when it doesn't.</summary>
    public void Watch()
    {
        long resident = ResidentBytes;
        if (resident > _settings.MemoryLimitBytes)
        {
            Kill(
                new WorkerDeath(
                    DeathCause.OutOfMemory,
                    $"ended at {resident >> 20} MiB of memory, over its limit of {_settings.MemoryLimitBytes >> 20} MiB"
                )
            );
            return;
        }

        foreach (RegionConversation conversation in _conversations.All)
        {
            if (conversation.Overdue(_graph, _settings.Grace) is { } analyzer)
            {
                Kill(new WorkerDeath(DeathCause.TimedOut, "ended because it did not stop in time", conversation.Region.Index, analyzer));
                return;
            }
        }
    }

    /// <summary>Ends it now, and all that it has started.</summary>
    /// <param name="verdict">Why.</param>
    public void Kill(WorkerDeath verdict)
    {
        Interlocked.CompareExchange(ref _verdict, verdict, null);
        KillAll();
    }

    /// <summary>Dismisses it: it closes by itself, or is ended when it doesn't.</summary>
    public async ValueTask DisposeAsync()
    {
        Interlocked.CompareExchange(ref _verdict, new WorkerDeath(DeathCause.Dismissed, "dismissed"), null);
        CloseRequests();
        if (await Task.WhenAny(Death, Task.Delay(s_timeToExit)) != Death)
        {
            KillAll();
            await Death;
        }

        _messages.Dispose();
        _process.Dispose();
    }

    private void Say(WorkerRequest request)
    {
        try
        {
            _requests.Write(request);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // It is dying or dead: whoever waits for it is told by Death.
        }
    }

    private void CloseRequests()
    {
        try
        {
            _requests.Dispose();
        }
        catch (IOException)
        {
            // It was dead already.
        }
    }

    private void Listen()
    {
        string ending = "closed its streams";
        try
        {
            while (_messages.Read() is { } message)
            {
                Hear(message);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or ObjectDisposedException)
        {
            ending = $"broke the protocol ({exception.Message})";
        }

        // Without its streams it is of no use, whether it still runs or not.
        if (!_process.WaitForExit(TimeSpan.FromSeconds(1)))
        {
            Interlocked.CompareExchange(ref _verdict, new WorkerDeath(DeathCause.Crashed, ending), null);
        }

        KillAll();
        _process.WaitForExit();

        // Not for ever: a process that it left behind outside of its group may hold the stream open.
        Task.WaitAny([_errors.Drained], s_timeToExit);
        Bury();
    }

    private void Hear(WorkerMessage message)
    {
        switch (message)
        {
            case WorkerReady ready:
                Loading = null;
                _ready.TrySetResult(ready);
                break;
            case LoadingPlugin loading:
                Loading = loading.Plugin;
                break;
            case RegionMessage region:
                if (region is AnalyzerFinished finished && finished.Abandoned)
                {
                    HasStray = true;
                }

                _conversations.Hear(region);
                break;
        }
    }

    private void Bury()
    {
        string lastWord = _errors.Line is { } line ? $": {line}" : string.Empty;
        WorkerDeath death =
            _verdict
            ?? new WorkerDeath(
                ExitDescription.IsKill(_process.ExitCode) && HasGrown ? DeathCause.OutOfMemory : DeathCause.Crashed,
                ExitDescription.Of(_process.ExitCode) + lastWord
            )
            {
                MayBeFromOutside = ExitDescription.IsKill(_process.ExitCode),
            };
        _death.TrySetResult(death);
        _ready.TrySetException(new WorkerException($"a worker ended before it was ready, {death.Description}"));
        _conversations.EndAll();
    }

    private void KillAll()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }

        if (!OperatingSystem.IsWindows())
        {
            // What it started and left behind is in its group.
            _ = Libc.Kill(-Id, Libc.KillSignal);
        }
    }
}
