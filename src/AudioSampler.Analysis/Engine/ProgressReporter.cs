using AudioSampler.Analysis.Engine.Messages;

namespace AudioSampler.Analysis.Engine;

/// <summary>Counts what was done with a file and tells of it.</summary>
internal sealed class ProgressReporter(string path, IProgress<AnalysisProgress>? progress)
{
    private readonly Lock _lock = new();
    private AnalysisProgress _state = new(path, AnalysisStage.Decoding, 0, 0, 0, null, null);

    /// <summary>Told by the decoder how many seconds it has decoded.</summary>
    public IProgress<double> DecodedSeconds => new Relay(this);

    public void Decoding(double seconds) => Tell(s => s with { DecodedSeconds = seconds });

    public void Analyzing(int total) => Tell(s => s with { Stage = AnalysisStage.Analyzing, AnalysesTotal = total });

    public void Heard(RegionMessage message)
    {
        switch (message)
        {
            case AnalyzerStarted started:
                Tell(s => s with { Analyzer = started.Analyzer, RegionIndex = started.RegionIndex });
                break;
            case AnalyzerFinished finished:
                Tell(s => s with { Analyzer = finished.Analyzer, RegionIndex = finished.RegionIndex, Analyses = s.Analyses + 1 });
                break;
        }
    }

    public void Done() => Tell(s => s with { Stage = AnalysisStage.Done });

    private void Tell(Func<AnalysisProgress, AnalysisProgress> change)
    {
        if (progress is null)
        {
            return;
        }

        lock (_lock)
        {
            _state = change(_state);
            progress.Report(_state);
        }
    }

    private sealed class Relay(ProgressReporter reporter) : IProgress<double>
    {
        public void Report(double value) => reporter.Decoding(value);
    }
}
