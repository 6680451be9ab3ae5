namespace AudioSampler.Analysis.Engine;

/// <summary>How an analyzer went since the engine was made.</summary>
/// <param name="Runs">Regions analysed.</param>
/// <param name="Failed">Of them failed.</param>
/// <param name="MeanMs">Mean time for a region, in milliseconds.</param>
/// <param name="LastFailed">Whether the last run failed.</param>
public sealed record AnalyzerHealth(long Runs, long Failed, double MeanMs, bool LastFailed)
{
    /// <summary>With one more run counted.</summary>
    public AnalyzerHealth With(bool failed, double milliseconds) =>
        new(Runs + 1, Failed + (failed ? 1 : 0), MeanMs + ((milliseconds - MeanMs) / (Runs + 1)), failed);
}
