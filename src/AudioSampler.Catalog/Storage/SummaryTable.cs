using System.Text.Json;
using AudioSampler.Catalog.Search;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Rows of <c>file_summary</c> and <c>tags</c>: what searches and lists need of a generation.</summary>
internal static class SummaryTable
{
    /// <summary>Writes the summary of a generation that has none yet.</summary>
    public static void Insert(SqliteConnection connection, long generation, AnalysisDocument document)
    {
        FileSummary? summary = document.Summary;
        KeyNotation? key = summary?.Key is { } found && KeyNotation.TryParse(found.Key, out KeyNotation notation) ? notation : null;
        connection.Execute(
            """
            INSERT INTO file_summary (generation_id, kind, bpm, time_signature, key, tonic, mode, camelot, loudness_lufs, regions, failed_analyses, labels)
            VALUES (@generation, @kind, @bpm, @meter, @key, @tonic, @mode, @camelot, @loudness, @regions, @failed, @labels)
            """,
            ("@generation", generation),
            ("@kind", summary?.Kind is { } kind ? Text(kind) : null),
            ("@bpm", summary?.Tempo?.Bpm),
            ("@meter", summary?.Tempo?.TimeSignature),
            ("@key", summary?.Key?.Key),
            ("@tonic", key?.Tonic),
            ("@mode", key?.ModeText),
            ("@camelot", summary?.Key?.Camelot),
            ("@loudness", summary?.LoudnessLufs),
            ("@regions", document.Regions.Length),
            ("@failed", summary?.FailedAnalyses ?? 0),
            ("@labels", string.Join('\n', LabelFinder.In(document.Regions)))
        );
        for (int i = 0; i < (summary?.Tags.Length ?? 0); i++)
        {
            connection.Execute(
                "INSERT INTO tags (generation_id, position, label, score) VALUES (@generation, @position, @label, @score)",
                ("@generation", generation),
                ("@position", i),
                ("@label", summary!.Tags[i].Label),
                ("@score", summary.Tags[i].Score)
            );
        }
    }

    /// <summary>A kind as documents write it.</summary>
    public static string Text(SoundKind kind) => JsonSerializer.Serialize(kind, AnalysisJson.Default.SoundKind).Trim('"');
}
