using System.Globalization;
using AudioSampler.Analysis.Engine.Messages;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>The worker's side of the protocol: what <c>ais worker</c> runs.</summary>
public static class WorkerHost
{
    private const int ProtocolError = 2;
    private const string OwnKillScore = "/proc/self/oom_score_adj";
    private const int FirstToBeKilled = 1000;
    private const int OwnGroup = 0;
    private static readonly TimeSpan s_timeToClose = TimeSpan.FromSeconds(2);

    /// <summary>Does what the host asks for, until the host closes standard input or is gone.</summary>
    /// <returns>The exit code.</returns>
    public static int Run()
    {
        StandApart();
        using WorkerStreams streams = WorkerStreams.Take();
        using var requests = new MessagePipe<WorkerRequest>(streams.Requests, WorkerJson.Default.WorkerRequest);
        using var messages = new MessagePipe<WorkerMessage>(streams.Messages, WorkerJson.Default.WorkerMessage);
        if (requests.Read() is not Hello hello || hello.Protocol != WorkerProtocol.Version)
        {
            Console.Error.WriteLine($"ais worker is started by the program itself, with protocol {WorkerProtocol.Version}");
            return ProtocolError;
        }

        var session = WorkerSession.Begin(hello, message => Say(messages, message));
        while (requests.Read() is { } request)
        {
            session.Handle(request);
        }

        // Whatever still runs has nobody to tell; a plugin that hangs while it closes doesn't keep the process.
        Task.WaitAny([session.DisposeAsync().AsTask()], s_timeToClose);
        End();
        return 0;
    }

    /// <summary>A group of its own: the terminal's Ctrl-C doesn't reach what the worker starts either, and a plugin that kills its group kills no more than the worker.</summary>
    private static void StandApart()
    {
        if (!OperatingSystem.IsWindows())
        {
            Libc.ThrowIfFailed(Libc.SetProcessGroup(0, 0), "setpgid");
        }

        if (OperatingSystem.IsLinux())
        {
            // When the machine runs out of memory, the system ends a worker before it ends the host.
            File.WriteAllText(OwnKillScore, FirstToBeKilled.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Say(MessagePipe<WorkerMessage> messages, WorkerMessage message)
    {
        try
        {
            messages.Write(message);
        }
        catch (IOException)
        {
            End(); // The host is gone.
        }
    }

    private static void End()
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.Exit(0);
        }

        // The whole group: nobody else would end what plugins have started, when the host is gone. If it is there it has dismissed us, and does not look at how we ended.
        _ = Libc.Kill(OwnGroup, Libc.KillSignal);
        Libc.ExitAtOnce(0);
    }
}
