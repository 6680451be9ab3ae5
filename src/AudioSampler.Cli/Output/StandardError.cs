using System.Text;

namespace AudioSampler.Cli.Output;

/// <summary>Standard error, where a line that can't be written is dropped: there is nobody left to tell, and results must not suffer by it.</summary>
/// <param name="inner">The stream as it is; null when there is none.</param>
internal sealed class StandardError(TextWriter? inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner?.Encoding ?? Encoding.UTF8;

    /// <summary>Makes it what the console writes messages to.</summary>
    public static void Install()
    {
#pragma warning disable CA2000 // It is the console's until the process ends.
        Console.SetError(new StandardError(Find()));
#pragma warning restore CA2000
    }

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => inner?.Write(value));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner?.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => inner?.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => inner?.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(() => inner?.Flush());

    private static TextWriter? Find()
    {
        try
        {
            return Console.Error;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Nobody to tell.
        }
    }
}
