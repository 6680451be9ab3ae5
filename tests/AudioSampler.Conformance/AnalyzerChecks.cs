using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Conformance;

/// <summary>What one analyzer does in a worker.</summary>
internal sealed class AnalyzerChecks(AnalyzerDescriptor analyzer, AnalyzerGraph graph, IFileWorkers workers, Report report)
{
    private bool _found;

    /// <summary>The analyzer has to give a result that keeps to its schema, or to skip the sound with a reason.</summary>
    public async Task StandsAsync(DecodedSound sound) => Judge(sound.Name, await RunAsync(workers, sound, sound.Region));

    /// <summary>The same sound gives the same bytes, in another process too.</summary>
    public async Task GivesTheSameAgainAsync(DecodedSound sound, Func<IFileWorkers> freshWorkers)
    {
        AnalyzerRecord record = await RunAsync(workers, sound, sound.Region);
        if (record.Status == OutcomeStatus.Failed)
        {
            return; // That it failed has been said.
        }

        string first = Text(record);
        string again = Text(await RunAsync(workers, sound, sound.Region));
        await using IFileWorkers others = freshWorkers();
        string elsewhere = Text(await RunAsync(others, sound, sound.Region));
        string check = Named("the same again");
        if (first == again && first == elsewhere)
        {
            report.Pass(check);
        }
        else
        {
            report.Fail(check, $"the {sound.Name} gives {first}, and then {(first == again ? elsewhere : again)}");
        }
    }

    /// <summary>Whatever it consumes may be missing: then it goes on and says so, or skips.</summary>
    public async Task StandsWithoutInputsAsync(DecodedSound sound)
    {
        foreach (OutcomeStatus status in analyzer.Consumes.IsEmpty ? [] : (OutcomeStatus[])[OutcomeStatus.Skipped, OutcomeStatus.Failed])
        {
            RegionDocument region = sound.Region with { Analyses = WithoutResults(status) };
            Judge($"inputs {status.ToString().ToLowerInvariant()}", await RunAsync(workers, sound, region));
        }
    }

    /// <summary>Nothing is wrong with an analyzer that skips everything, but then nothing was seen of it.</summary>
    public void NoteIfNothingWasFound()
    {
        if (!_found)
        {
            report.Note(Named("results"), "none of the sounds gave one, so little was checked");
        }
    }

    /// <summary>Records without a result for all that the analyzer depends on.</summary>
    private ImmutableSortedDictionary<string, AnalyzerRecord> WithoutResults(OutcomeStatus status) =>
        graph
            .Select([analyzer.Name])
            .Where(a => a.Name != analyzer.Name)
            .ToImmutableSortedDictionary(
                a => a.Name,
                a => new AnalyzerRecord
                {
                    Status = status,
                    Version = a.Version,
                    Error = new AnalysisError(AnalysisErrorCode.InputMissing, "left out by the conformance kit"),
                },
                StringComparer.Ordinal
            );

    private async Task<AnalyzerRecord> RunAsync(IFileWorkers pool, DecodedSound sound, RegionDocument region)
    {
        await using IFileWorker worker = await pool.OpenAsync(new OpenFile(sound.Audio.Folder, sound.File), CancellationToken.None);
        AnalyzerRecord? record = null;
        await foreach (RegionMessage message in worker.AnalyzeAsync(new AnalyzeRegion(region, [analyzer.Name]), CancellationToken.None))
        {
            if (message is AnalyzerFinished finished && finished.Analyzer == analyzer.Name)
            {
                record = finished.Record;
            }
        }

        return record ?? throw new WorkerException($"the worker said nothing of {analyzer.Name}");
    }

    private void Judge(string what, AnalyzerRecord record)
    {
        string check = Named(what);
        switch (record)
        {
            case { Status: OutcomeStatus.Failed, Error: { } error }:
                report.Fail(check, $"{Code(error)}: {error.Message}");
                break;
            case { Status: OutcomeStatus.Skipped, Error: { } reason }:
                report.Pass(check, $"skipped, {Code(reason)}: {reason.Message}");
                break;
            case { Result: { } result } when Contradiction(result, record) is { } contradiction:
                report.Fail(check, contradiction);
                break;
            default:
                _found = true;
                report.Pass(
                    check,
                    record.Inputs.ContainsValue(InputStatus.Substitute) ? "a result, with a substitute for what is missing" : "a result"
                );
                break;
        }
    }

    /// <summary>A reason belongs to a value that is null.</summary>
    private static string? Contradiction(JsonElement result, AnalyzerRecord record) =>
        record.Reasons.Keys.FirstOrDefault(field =>
            result.ValueKind != JsonValueKind.Object
            || !result.TryGetProperty(field, out JsonElement value)
            || value.ValueKind != JsonValueKind.Null
        )
            is { } odd
            ? $"it gives a reason for '{odd}', which is no null value of its result"
            : null;

    private string Named(string what) => $"{analyzer.Name}: {what}";

    private static string Code(AnalysisError error) => JsonNamingPolicy.SnakeCaseLower.ConvertName(error.Code.ToString());

    private static string Text(AnalyzerRecord record) =>
        JsonSerializer.Serialize(record with { ElapsedMs = null }, AnalysisJson.Default.AnalyzerRecord);
}
