using Microsoft.Win32.SafeHandles;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>The two streams of the protocol, taken away from standard input and output, so that nothing a plugin prints, reads or closes there can harm them.</summary>
internal sealed class WorkerStreams : IDisposable
{
    private WorkerStreams(Stream requests, Stream messages)
    {
        Requests = requests;
        Messages = messages;
    }

    /// <summary>What the host says.</summary>
    public Stream Requests { get; }

    /// <summary>What the host hears.</summary>
    public Stream Messages { get; }

    /// <summary>Takes them: afterwards standard input is empty, and what is written to standard output goes to standard error.</summary>
    public static WorkerStreams Take()
    {
        if (OperatingSystem.IsWindows())
        {
            var streams = new WorkerStreams(Console.OpenStandardInput(), Console.OpenStandardOutput());
            Console.SetOut(Console.Error);
            return streams;
        }

        Stream requests = Own(Libc.StandardInput, FileAccess.Read);
        Stream messages = Own(Libc.StandardOutput, FileAccess.Write);
        using (SafeFileHandle nothing = File.OpenHandle("/dev/null"))
        {
            Libc.ThrowIfFailed(Libc.Dup2((int)nothing.DangerousGetHandle(), Libc.StandardInput), "dup2");
        }

        Libc.ThrowIfFailed(Libc.Dup2(Libc.StandardError, Libc.StandardOutput), "dup2");

        // Whoever has asked for Console.Out before holds a descriptor of the old output.
        Console.SetOut(Console.Error);
        return new WorkerStreams(requests, messages);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Requests.Dispose();
        Messages.Dispose();
    }

    /// <summary>The same stream under a number of its own that children don't inherit.</summary>
    private static FileStream Own(int standard, FileAccess access)
    {
        int descriptor = Libc.Dup(standard);
        Libc.ThrowIfFailed(descriptor, "dup");
        if (OperatingSystem.IsLinux())
        {
            Libc.ThrowIfFailed(Libc.Fcntl(descriptor, Libc.SetDescriptorFlags, Libc.CloseOnExec), "fcntl");
        }

#pragma warning disable CA2000 // The stream closes the handle.
        return new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), access, bufferSize: 0);
#pragma warning restore CA2000
    }
}
