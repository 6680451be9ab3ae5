using System.Buffers;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AudioSampler.Audio.Ffmpeg;

/// <summary>One run of <c>ffmpeg</c> or <c>ffprobe</c>: no shell, no terminal, no Ctrl-C, standard error drained all the time, killed when it is disposed.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    private const int BlockBytes = 1 << 14;

    // What nice ends with where the program can't be started, or isn't there (POSIX). FFmpeg never does.
    private const int NotStartable = 126;
    private const int NotFound = 127;

    private readonly Process process;
    private readonly string? behindNice;
    private readonly Task drain;

    private ToolProcess(Process process, string? behindNice)
    {
        this.process = process;
        this.behindNice = behindNice;
        drain = Messages.DrainAsync(process.StandardError);
    }

    /// <summary>What the program wrote to standard error so far.</summary>
    public ToolMessages Messages { get; } = new();

    /// <summary>Standard output, as bytes.</summary>
    public Stream Output => process.StandardOutput.BaseStream;

    /// <summary>Starts a program.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="niceness">How much it stands back behind other programs, 0 to 19. On Linux the priority is each thread's own: set by a program that becomes this one, it holds for all of them.</param>
    /// <exception cref="FfmpegMissingException">It can't be started.</exception>
    public static ToolProcess Start(string program, IEnumerable<string> arguments, int niceness = 0)
    {
        bool stands = niceness > 0;
        var start = new ProcessStartInfo(stands ? "nice" : program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["AV_LOG_FORCE_NOCOLOR"] = "1";
        start.Environment.Remove("FFREPORT"); // it would write a log file into the current folder
        foreach (string argument in stands ? ["-n", niceness.ToString(CultureInfo.InvariantCulture), program, .. arguments] : arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            Process started = InterruptShield.Start(start) ?? throw new FfmpegMissingException($"{ShownPath.Of(program)} was not started");
            started.StandardInput.Close();
            return new ToolProcess(started, stands ? program : null);
        }
        catch (Win32Exception error)
        {
            throw NotStarted(start.FileName, error.Message, error);
        }
    }

    /// <summary>Reads standard output to its end as UTF-8, at most so many bytes; what is beyond is read and dropped.</summary>
    public async Task<string> ReadTextAsync(int longestBytes, CancellationToken cancellationToken)
    {
        await using CancellationTokenRegistration kill = cancellationToken.Register(Kill);
        var text = new ArrayBufferWriter<byte>(BlockBytes);
        byte[] block = new byte[BlockBytes];
        for (int read; (read = await Output.ReadAsync(block, CancellationToken.None)) > 0; )
        {
            text.Write(block.AsSpan(0, Math.Min(read, longestBytes - text.WrittenCount)));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Waits for the end of the program and of its messages.</summary>
    /// <returns>The exit code; 255 after a signal that FFmpeg ends in order on, such as SIGTERM; 128 + n after signal n.</returns>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        await drain;
        return behindNice is not null && process.ExitCode is (NotStartable or NotFound)
            ? throw NotStarted(behindNice, string.Join(' ', Messages.Lines), null)
            : process.ExitCode;
    }

    /// <summary>Ends the program at once. Does nothing if it has ended.</summary>
    public void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // it has ended by itself
        }
    }

    private static FfmpegMissingException NotStarted(string program, string why, Exception? error) =>
        new($"{ShownPath.Of(program)} can't be started ({why}); set {FfmpegLocator.Setting} to a working ffmpeg", error);

    public async ValueTask DisposeAsync()
    {
        Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        await drain;
        process.Dispose();
    }
}
