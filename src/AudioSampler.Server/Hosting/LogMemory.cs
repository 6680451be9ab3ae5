using System.Collections.Concurrent;
using System.Text.Json;
using AudioSampler.Server.Models;

namespace AudioSampler.Server.Hosting;

/// <summary>Keeps the last lines of the log in memory, for whoever wants to see them without a terminal.</summary>
internal sealed class LogMemory : ILoggerProvider
{
    /// <summary>Lines that are kept.</summary>
    public const int Most = 1000;

    private const int LongestMessage = 2000;

    private readonly ConcurrentQueue<(LogLevel Level, LogLine Line)> _lines = new();

    /// <summary>The last lines of a level or a graver one, the newest last.</summary>
    public IReadOnlyList<LogLine> Last(int most, LogLevel level) =>
        [.. _lines.Where(kept => kept.Level >= level).TakeLast(most).Select(kept => kept.Line)];

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Memory only.
    }

    private void Add(LogLevel level, LogLine line)
    {
        _lines.Enqueue((level, line));
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

            memory.Add(
                logLevel,
                new LogLine(
                    DateTimeOffset.UtcNow,
                    JsonNamingPolicy.SnakeCaseLower.ConvertName(logLevel.ToString()),
                    source,
                    message.Length > LongestMessage ? message[..LongestMessage] + "…" : message
                )
            );
        }
    }
}
