namespace AudioSampler.Cli.Output;

/// <summary>Standard output: a failure to write there (a full disk, a stream that was closed) is told as such. A pipe that its reader closed takes
/// what comes and keeps quiet, as the system's own stream does.</summary>
internal sealed class StandardOutput : Stream
{
    private readonly Stream? _stream;
    private readonly Exception? _closed;

    /// <summary>Opens it; that it is closed is told by the first write.</summary>
    public StandardOutput()
    {
        try
        {
            _stream = Console.OpenStandardOutput();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _closed = error;
        }
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Makes it what the console writes results to, each text at once.</summary>
    public static void Install()
    {
#pragma warning disable CA2000 // It is the console's until the process ends.
        Console.SetOut(new StreamWriter(new StandardOutput()) { AutoFlush = true });
#pragma warning restore CA2000
    }

    /// <inheritdoc/>
    public override void Flush() => Try(() => _stream?.Flush());

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Try(() => _stream?.Write(buffer, offset, count));

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream?.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Try(Action write)
    {
        if (_closed is not null)
        {
            throw Lost(_closed);
        }

        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Lost(error);
        }
    }

    private static OutputLostException Lost(Exception error) =>
        new(
            $"standard output can't be written ({error.Message.Split(" : ")[0].TrimEnd('.')}): free some space, or send the results elsewhere",
            error
        );
}
