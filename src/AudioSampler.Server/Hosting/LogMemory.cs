using System.Collections.Concurrent;
using AudioSampler.Server.Models;

namespace AudioSampler.Server.Hosting;

/// <summary>Keeps the last lines of the log in memory, for whoever wants to see them without a terminal.</summary>
internal sealed class LogMemory : ILoggerProvider
{
    /// <summary>Lines that are kept.</summary>
    public const int Most = 1000;

    private const int LongestMessage = 2000;

    private readonly ConcurrentQueue<LogLine> _lines = new();

    /// <summary>The last lines of a level or a graver one, the newest last.</summary>
    public IReadOnlyList<LogLine> Last(int most, LogLevel level) =>
        [.. _lines.Where(line => Enum.Parse<LogLevel>(line.Level, ignoreCase: true) >= level).TakeLast(most)];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Memory only.
    }

    private void Add(LogLine line)
    {
        _lines.Enqueue(line);
        while (_lines.Count > Most && _lines.TryDequeue(out _))
        {
            // The oldest go.
        }
    }

    private sealed class Logger(LogMemory memory, string source) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            string message = formatter(state, exception);
            if (exception is not null)
            {
                message += $" ({exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")})";
            }

#pragma warning disable CA1308 // Words of the interface are in lower case.
            string level = logLevel.ToString().ToLowerInvariant();
#pragma warning restore CA1308
            memory.Add(
                new LogLine(
                    DateTimeOffset.UtcNow,
                    level,
                    source,
                    message.Length > LongestMessage ? message[..LongestMessage] + "…" : message
                )
            );
        }
    }
}
