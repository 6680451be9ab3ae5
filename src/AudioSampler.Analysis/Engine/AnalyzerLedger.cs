using System.Collections.Concurrent;
using System.Collections.Immutable;
using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>How analyzers fare since the start, and which of them are set aside because they fail on file after file.</summary>
/// <param name="failuresUntilSetAside">Files in a row on which an analyzer has to fail; at least 1.</param>
public sealed class AnalyzerLedger(int failuresUntilSetAside)
{
    private readonly ConcurrentDictionary<string, AnalyzerHealth> _health = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _filesFailedInARow = new(StringComparer.Ordinal);

    /// <summary>How an analyzer went so far; null before its first run.</summary>
    public AnalyzerHealth? Health(string analyzer) => _health.GetValueOrDefault(analyzer);

    /// <summary>Whether an analyzer is not run any more until the next start.</summary>
    public bool IsSetAside(string analyzer) => _filesFailedInARow.GetValueOrDefault(analyzer) >= failuresUntilSetAside;

    /// <summary>Counts a run.</summary>
    internal void Heard(AnalyzerFinished done)
    {
        bool failed = done.Record.Status == OutcomeStatus.Failed;
        double elapsedMs = done.Record.ElapsedMs ?? 0;
        EngineMetrics.Analysed(done.Analyzer, done.Record);
        _health.AddOrUpdate(
            done.Analyzer,
            _ => new AnalyzerHealth(0, 0, 0, false).With(failed, elapsedMs),
            (_, health) => health.With(failed, elapsedMs)
        );
    }

    /// <summary>Counts a file for each analyzer that was run on it: failed when it failed on any region.</summary>
    internal void FileDone(IEnumerable<RegionDocument> regions)
    {
        foreach (
            IGrouping<string, KeyValuePair<string, AnalyzerRecord>> analyses in regions
                .SelectMany(r => r.Analyses)
                .GroupBy(a => a.Key, StringComparer.Ordinal)
        )
        {
            if (analyses.Any(a => a.Value.Status == OutcomeStatus.Failed))
            {
                _filesFailedInARow.AddOrUpdate(analyses.Key, 1, (_, files) => files + 1);
            }
            else if (!IsSetAside(analyses.Key))
            {
                _filesFailedInARow[analyses.Key] = 0;
            }
        }
    }

    /// <summary>The region with a record for each analyzer that is set aside, so that it isn't run.</summary>
    internal RegionDocument SetAside(RegionDocument region, ImmutableArray<AnalyzerDescriptor> analyzers)
    {
        foreach (AnalyzerDescriptor analyzer in analyzers.Where(a => IsSetAside(a.Name) && !region.Analyses.ContainsKey(a.Name)))
        {
            AnalyzerRecord record = AnalyzerRecords.Skipped(
                analyzer,
                AnalyzerRecords.InputsOf(analyzer, name => region.Analyses.GetValueOrDefault(name)),
                AnalysisErrorCode.SetAside,
                $"{analyzer.Name} failed on {failuresUntilSetAside} files in a row and is not run until the next start; ais doctor says more"
            );
            EngineMetrics.Analysed(analyzer.Name, record);
            region = region with { Analyses = region.Analyses.SetItem(analyzer.Name, record) };
        }

        return region;
    }
}
