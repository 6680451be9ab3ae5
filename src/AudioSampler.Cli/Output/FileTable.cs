using System.Globalization;
using System.Text.Json;
using AudioSampler.Audio;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;
using Spectre.Console;

namespace AudioSampler.Cli.Output;

/// <summary>Files in a table for people, on standard output.</summary>
internal sealed class FileTable
{
    private readonly Lock _lock = new();
    private readonly Table _table = new Table()
        .Border(TableBorder.Simple)
        .AddColumns("File", "Length", "Kind", "Tempo", "Meter", "Key", "Code", "Loudness", "Regions", "State");

    /// <summary>Adds a file. Safe to call from several threads, as <see cref="Row"/>.</summary>
    public void Add(AnalysisDocument document)
    {
        FileSummary? summary = document.Summary;
        Row(
            document.File?.Name ?? Path.GetFileName(document.Path),
            document.File is { } file ? Readable.Duration(file.DurationS) : null,
            Readable.Name(summary?.Kind),
            summary?.Tempo is { } tempo ? Readable.Number(tempo.Bpm, "0.0") : null,
            summary?.Tempo?.TimeSignature,
            summary?.Key?.Key,
            summary?.Key?.Camelot,
            Readable.Loudness(summary?.LoudnessLufs),
            summary?.Regions.ToString(CultureInfo.InvariantCulture),
            State(document)
        );
    }

    /// <summary>Adds a row of cells; null shows as a dash.</summary>
    public void Row(params string?[] cells)
    {
        lock (_lock)
        {
            _table.AddRow([.. cells.Select(c => new Text(c is null ? "-" : ShownPath.Line(c)))]);
        }
    }

    /// <summary>Prints what was added.</summary>
    public void Print() => AnsiConsole.Write(_table);

    private static string State(AnalysisDocument document) =>
        document.Status switch
        {
            AnalysisStatus.Failed => JsonSerializer.Serialize(document.Error!.Code, AnalysisJson.Default.AnalysisErrorCode).Trim('"'),
            AnalysisStatus.Partial when document.Summary?.FailedAnalyses > 0 => $"partial, {document.Summary.FailedAnalyses} failed",
            AnalysisStatus.Partial => "partial, truncated",
            _ => "complete",
        };
}
