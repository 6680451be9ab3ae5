using System.Diagnostics;
using AudioSampler.Analysis.Engine;
using AudioSampler.Audio;
using AudioSampler.Plugins.Results;
using Spectre.Console;

namespace AudioSampler.Cli.Output;

/// <summary>Tells on standard error how an analysis goes: a live line on a terminal, else a plain line per file.</summary>
internal sealed class AnalysisConsole : IProgress<AnalysisProgress>, IDisposable
{
    private static readonly TimeSpan s_refresh = TimeSpan.FromMilliseconds(200);

    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    private readonly Lock _lock = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly bool _quiet;
    private readonly bool _live;
    private readonly int _total;
    private long _shown;
    private bool _lineOpen;
    private int _done;
    private double _seconds;

    /// <summary>Begins.</summary>
    /// <param name="total">Number of files.</param>
    /// <param name="quiet">Whether to tell of failures only.</param>
    public AnalysisConsole(int total, bool quiet)
    {
        _total = total;
        _quiet = quiet;
        _live = !quiet && !Console.IsErrorRedirected;
    }

    /// <summary>Number of files that failed.</summary>
    public int Failed { get; private set; }

    /// <inheritdoc/>
    public void Report(AnalysisProgress value)
    {
        if (!_live)
        {
            return;
        }

        lock (_lock)
        {
            if (Stopwatch.GetElapsedTime(_shown) < s_refresh)
            {
                return;
            }

            _shown = Stopwatch.GetTimestamp();
            string what =
                value.Stage == AnalysisStage.Decoding
                    ? $"decoding {Readable.Duration(value.DecodedSeconds)}"
                    : $"{value.Analyzer} {value.Analyses}/{value.AnalysesTotal}";
            ShowLine($"[[{_done}/{_total}]] {Markup.Escape(ShownPath.Line(Path.GetFileName(value.Path)))}: {what}, {Rate()}");
        }
    }

    /// <summary>A file is done; null stands for one that holds no sound.</summary>
    public void Done(AnalysisDocument? document)
    {
        lock (_lock)
        {
            _done++;
            if (document is null)
            {
                return;
            }

            // Files at work side by side end in any order: each line says whose it is.
            string file = Markup.Escape(ShownPath.Of(document.Path));
            _seconds += document.File?.DurationS ?? 0;
            if (document.Error is { } error)
            {
                Failed++;
                Line($"[red]failed[/] {Markup.Escape(error.Message)}");
                return;
            }

            if (_quiet)
            {
                return;
            }

            foreach (var warning in document.Warnings)
            {
                Line($"[yellow]warning[/] {file}: {Markup.Escape(warning.Message)}");
            }

            foreach (var (name, record) in document.Regions.SelectMany(r => r.Analyses).Where(a => a.Value.Status == OutcomeStatus.Failed))
            {
                Line($"[red]failed[/] {file}: {Markup.Escape(name)}: {Markup.Escape(record.Error!.Message)}");
            }

            if (!_live)
            {
                Line($"[[{_done}/{_total}]] {Markup.Escape(ShownPath.Line(document.File?.Name ?? document.Path))}, {Rate()}");
            }
        }
    }

    /// <summary>A line of text for the user.</summary>
    public void Say(string text)
    {
        lock (_lock)
        {
            Line(Markup.Escape(text));
        }
    }

    /// <summary>The last line: how much was done, and how fast.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_quiet)
            {
                string failed = Failed > 0 ? $", [red]{Failed} failed[/]" : string.Empty;
                Line($"{_done} of {_total} files{failed}, {Readable.Duration(_seconds)} of audio, {Rate()}");
            }
        }
    }

    private string Rate()
    {
        double elapsed = Stopwatch.GetElapsedTime(_start).TotalSeconds;
        return $"{Readable.Number(_seconds / elapsed, "0")}x real time";
    }

    private void ShowLine(string markup)
    {
        _console.Write(new ControlCode("\r\u001b[2K"));
        _console.Markup(
            markup.Length > _console.Profile.Width ? Markup.Escape(Markup.Remove(markup)[..(_console.Profile.Width - 1)]) : markup
        );
        _lineOpen = true;
    }

    private void Line(string markup)
    {
        if (_lineOpen)
        {
            _console.Write(new ControlCode("\r\u001b[2K"));
            _lineOpen = false;
        }

        // Written without wrapping: a line stays one line for those who read it by a program.
        if (_live)
        {
            _console.MarkupLine(markup);
        }
        else
        {
            Console.Error.WriteLine(Markup.Remove(markup));
        }
    }
}
