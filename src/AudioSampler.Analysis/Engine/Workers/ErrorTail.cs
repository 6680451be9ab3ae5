using System.Diagnostics;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>Drains what a process writes to standard error, however much it is, and keeps the beginning of the last burst for messages.</summary>
internal sealed class ErrorTail
{
    private const int LongestLine = 300;
    private const int BufferChars = 4096;

    private readonly Lock _lock = new();
    private string? _notable;

    /// <summary>Begins to drain; ends with the stream.</summary>
    public ErrorTail(Process process) => Drained = DrainAsync(process.StandardError);

    /// <summary>Done when the stream has ended.</summary>
    public Task Drained { get; }

    /// <summary>The line that tells most about the end: the runtime's own word of it if there is one, else the last line; null when nothing was written.</summary>
    public string? Line
    {
        get
        {
            lock (_lock)
            {
                return _notable;
            }
        }
    }

    private async Task DrainAsync(StreamReader reader)
    {
        char[] buffer = new char[BufferChars];
        var line = new System.Text.StringBuilder(LongestLine);
        int read;
        while ((read = await reader.ReadAsync(buffer)) > 0)
        {
            foreach (char c in buffer.AsSpan(0, read))
            {
                if (c == '\n')
                {
                    Keep(line.ToString());
                    line.Clear();
                }
                else if (line.Length < LongestLine && !char.IsControl(c))
                {
                    line.Append(c);
                }
            }
        }

        Keep(line.ToString());
    }

    private void Keep(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_lock)
        {
            // The runtime says first what it died of, then prints the stack.
            bool dying = _notable is { } kept && IsRuntimesWord(kept);
            if (!dying)
            {
                _notable = line.Trim();
            }
        }
    }

    private static bool IsRuntimesWord(string line) =>
        line.StartsWith("Stack overflow", StringComparison.Ordinal)
        || line.StartsWith("Unhandled exception", StringComparison.Ordinal)
        || line.StartsWith("Process terminated", StringComparison.Ordinal)
        || line.StartsWith("Fatal error", StringComparison.Ordinal)
        || line.StartsWith("Out of memory", StringComparison.Ordinal);
}
