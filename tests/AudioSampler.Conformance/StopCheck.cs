using AudioSampler.Analysis.Analyzers;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Engine;
using AudioSampler.Inference.Store;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Conformance;

/// <summary>Whether an analyzer stops when its time is up.</summary>
internal static class StopCheck
{
    private const int Attempts = 3;
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs it on a long sound with a limit of a moment.</summary>
    public static async Task RunAsync(AnalyzerDescriptor analyzer, AnalyzerSet loaded, DecodedSound sound, Report report)
    {
        using var tagger = new TaggerSource(ModelFile.Embedded, 1);
        var context = new RegionContext(
            sound.File,
            sound.Region,
            kind => RegionSignal.Of(sound.Audio, kind, sound.Region),
            CoreAnalyzers.Artifacts(tagger).With(new LoudnessOfRegion(sound.Audio)),
            loaded,
            CancellationToken.None
        )
        {
            StoreFolder = sound.Audio.Folder,
        };
        foreach (AnalyzerDescriptor input in loaded.Graph.Select([analyzer.Name]).Where(a => a.Name != analyzer.Name))
        {
            var missing = new AnalyzerRecord
            {
                Status = OutcomeStatus.Skipped,
                Version = input.Version,
                Error = new AnalysisError(AnalysisErrorCode.InputMissing, "left out by the conformance kit"),
            };
            context.Add(input.Name, loaded.Find(input.Name).Recall(missing));
        }

        // A busy machine may make one that listens look deaf once.
        AnalyzerDescriptor hurried = analyzer with
        {
            TimeLimit = s_limit,
            TimeLimitPerAudioSecond = TimeSpan.Zero,
        };
        AnalyzerRun run;
        int attempt = 0;
        do
        {
            run = await loaded.Find(analyzer.Name).RunAsync(hurried, context, CancellationToken.None);
        } while (run.Abandoned && ++attempt < Attempts);

        string check = $"{analyzer.Name}: stopping";
        if (run.Abandoned)
        {
            report.Fail(check, "it went on for a second after its time was up: look at the CancellationToken in every loop");
        }
        else
        {
            report.Pass(check, run.Record.Error?.Code == AnalysisErrorCode.TimedOut ? "it listens" : "it was done before its time was up");
        }
    }
}
