using System.Text.Json;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;

namespace AudioSampler.Catalog.Storage;

/// <summary>States and errors as they stand in rows of jobs.</summary>
internal static class JobText
{
    /// <summary>States of jobs and files that have not ended, for <c>IN</c>.</summary>
    public const string Unfinished = "('queued', 'running', 'paused')";

    /// <summary>States of jobs that somebody may take, for <c>IN</c>.</summary>
    public const string Takeable = "('queued', 'running')";

    public static string Of(JobState state) =>
        state switch
        {
            JobState.Queued => "queued",
            JobState.Running => "running",
            JobState.Paused => "paused",
            JobState.Done => "done",
            JobState.Partial => "partial",
            JobState.Failed => "failed",
            JobState.Cancelled => "cancelled",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    /// <summary>Reads what a row says.</summary>
    /// <exception cref="InvalidDataException">There is no such state.</exception>
    public static JobState State(string text) =>
        text switch
        {
            "queued" => JobState.Queued,
            "running" => JobState.Running,
            "paused" => JobState.Paused,
            "done" => JobState.Done,
            "partial" => JobState.Partial,
            "failed" => JobState.Failed,
            "cancelled" => JobState.Cancelled,
            _ => throw new InvalidDataException($"there is no state '{text}' of a job"),
        };

    public static string? Of(AnalysisError? error) =>
        error is null ? null : JsonSerializer.Serialize(error, AnalysisJson.Default.AnalysisError);

    public static AnalysisError? Error(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, AnalysisJson.Default.AnalysisError);
}
