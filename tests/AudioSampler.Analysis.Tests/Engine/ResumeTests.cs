using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Regions;
using AudioSampler.Audio.Store;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Engine;

public sealed class ResumeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private int _loudnessRuns;
    private int _tempoRuns;
    private double? _heardByTempo;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_finished_is_not_run_again_and_is_handed_on()
    {
        RegionDocument region = Assert.Single((await AnalyzeAsync(new BrokenOffStore())).Regions);
        Assert.Equal((1, 1, -23.0), (_loudnessRuns, _tempoRuns, _heardByTempo));
        var store = new BrokenOffStore(region with { Analyses = region.Analyses.Remove("tempo").SetItem("loudness", Loudness(-9)) });

        AnalysisDocument document = await AnalyzeAsync(store);

        Assert.Equal((1, 2, -9.0), (_loudnessRuns, _tempoRuns, _heardByTempo));
        Assert.Equal(["loudness"], store.Regions[0].Analyses.Keys);
        Assert.Equal(["loudness", "tempo"], document.Regions[0].Analyses.Keys);
        Assert.Equal(-9, document.Regions[0].Analyses["loudness"].Result!.Value.GetProperty("integrated_lufs").GetDouble());
    }

    [Fact]
    public async Task Nothing_is_taken_from_regions_that_are_not_those_of_the_file()
    {
        RegionDocument region = Assert.Single((await AnalyzeAsync(new BrokenOffStore())).Regions);

        AnalysisDocument document = await AnalyzeAsync(new BrokenOffStore(region, region with { Index = 1 }));

        Assert.Equal((2, 2), (_loudnessRuns, _tempoRuns));
        Assert.Single(document.Regions);
    }

    [Fact]
    public async Task The_store_is_told_the_job_and_by_what_the_results_are_made()
    {
        var store = new BrokenOffStore();

        AnalysisDocument document = await AnalyzeAsync(store);

        Assert.Equal(7, store.JobId);
        Assert.True(JsonElement.DeepEquals(document.Options!.Value, store.Recipe!.Options));
        Assert.Equal(document.Versions, store.Recipe.Versions);
        Assert.Equal(SilenceDetector.Version, store.Recipe.Versions["regions"]);
    }

    private static AnalyzerRecord Loudness(double lufs) =>
        new()
        {
            Status = OutcomeStatus.Ok,
            Version = "1.0",
            Result = JsonSerializer.SerializeToElement(new { integrated_lufs = lufs }),
        };

    private async Task<AnalysisDocument> AnalyzeAsync(BrokenOffStore store)
    {
        string path = _folder.File("tone.wav");
        WaveFiles.Write(path, TestSignals.Sine(440, 2, 22_050), 22_050);
        var analyzers = AnalyzerSet.Create([
            RegisteredAnalyzer.Of(
                new ScriptedAnalyzer<LoudnessResult>(
                    "loudness",
                    (_, _) =>
                    {
                        Interlocked.Increment(ref _loudnessRuns);
                        return Task.FromResult<Outcome<LoudnessResult>>(
                            Outcome<LoudnessResult>.Of(new LoudnessResult { IntegratedLufs = -23 })
                        );
                    }
                )
            ),
            RegisteredAnalyzer.Of(
                new ScriptedAnalyzer<TempoResult>(
                    "tempo",
                    (region, _) =>
                    {
                        Interlocked.Increment(ref _tempoRuns);
                        _heardByTempo = region.Consume<LoudnessResult>().ValueOrNull?.IntegratedLufs;
                        return Task.FromResult<Outcome<TempoResult>>(Outcome<TempoResult>.Of(new TempoResult()));
                    },
                    typeof(LoudnessResult)
                )
            ),
        ]);
        await using var workers = new DirectFileWorkers(analyzers, ArtifactProviders.Empty, tagger: null, 2);
        var engine = new AnalysisEngine(
            new AnalysisOptions(),
            new Lazy<DecodePass>(() => new DecodePass(FfmpegLocator.Locate())),
            TempStore.Open(_folder.File("temporary")),
            analyzers.Graph,
            workers,
            new AnalyzerLedger(failuresUntilSetAside: 5),
            store
        );
        return await engine.AnalyzeAsync(path, new AnalysisRequest { JobId = 7 }, progress: null, CancellationToken.None);
    }
}
