using System.Text.Json;
using AudioSampler.Analysis.Analyzers;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Engine;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;
using AudioSampler.Inference.Store;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Engine;

/// <summary>What is handed from analyzer to analyzer, on whole recordings: nothing is left out, and what is missing is said.</summary>
public sealed class InputsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("session.ogg")]
    [InlineData("field.flac")]
    [InlineData("speech.flac")]
    [InlineData("one-shot.flac")]
    public async Task Every_region_has_every_analyzer_and_every_content_segment_is_classified(string sample)
    {
        AnalysisDocument document = await AnalyzeAsync(sample, CoreAnalyzers.Create(new AnalysisOptions()));

        Assert.NotEmpty(document.Regions);
        foreach (RegionDocument region in document.Regions)
        {
            Assert.Equal(
                ["activations", "chords", "classification", "content", "features", "key", "loudness", "notes", "pitch", "sample", "tempo"],
                region.Analyses.Keys
            );
            Assert.DoesNotContain(region.Analyses.Values, a => a.Status == OutcomeStatus.Failed);
            Assert.All(
                region.Analyses.Values.SelectMany(a => a.Inputs),
                input =>
                    Assert.Equal(region.Analyses[input.Key].Status == OutcomeStatus.Ok ? InputStatus.Ok : InputStatus.Skipped, input.Value)
            );
            string content = Bounds(region.Analyses["content"]);
            Assert.Equal(content, Bounds(region.Analyses["classification"]));
            Assert.NotEqual(string.Empty, content);
        }
    }

    [Theory]
    [InlineData("activations", "content", "substitute")]
    [InlineData("activations", "classification", "substitute")]
    [InlineData("content", "classification", "substitute")]
    [InlineData("classification", "tempo", "failed")]
    public async Task A_producer_that_fails_leaves_its_consumers_running_and_they_say_what_they_lacked(
        string producer,
        string consumer,
        string state
    )
    {
        RegisteredAnalyzer broken = producer switch
        {
            "activations" => Broken<ActivationsResult>(producer),
            "content" => Broken<ContentResult>(producer, typeof(ActivationsResult)),
            _ => Broken<ClassificationResult>(producer, typeof(ActivationsResult), typeof(ContentResult)),
        };

        AnalysisDocument document = await AnalyzeAsync(
            "session.ogg",
            CoreAnalyzers.Create(new AnalysisOptions()).Select(a => a.Name == producer ? broken : a)
        );
        AnalysisDocument whole = await AnalyzeAsync("session.ogg", CoreAnalyzers.Create(new AnalysisOptions()));

        Assert.Equal(AnalysisStatus.Partial, document.Status);
        foreach (RegionDocument region in document.Regions)
        {
            Assert.Equal(AnalysisErrorCode.AnalyzerFailed, region.Analyses[producer].Error!.Code);
            AnalyzerRecord record = region.Analyses[consumer];
            Assert.Equal(OutcomeStatus.Ok, record.Status);
            Assert.Equal(state, JsonNamingPolicy.SnakeCaseLower.ConvertName(record.Inputs[producer].ToString()));
        }

        // Those that don't consume it, directly or by way of others, are as they were.
        Assert.Equal(Results(whole, "features", "key", "loudness"), Results(document, "features", "key", "loudness"));
    }

    private static RegisteredAnalyzer Broken<T>(string name, params Type[] consumes)
        where T : class =>
        RegisteredAnalyzer.Of(new ScriptedAnalyzer<T>(name, (_, _) => throw new InvalidOperationException("broken"), consumes));

    private static string Bounds(AnalyzerRecord record) =>
        string.Join(
            ' ',
            record
                .Result!.Value.GetProperty("segments")
                .EnumerateArray()
                .Select(s => $"{s.GetProperty("start_s").GetRawText()}-{s.GetProperty("end_s").GetRawText()}")
        );

    private static IEnumerable<string> Results(AnalysisDocument document, params string[] analyzers) =>
        from region in document.Regions
        from analyzer in analyzers
        select region.Analyses[analyzer].Result!.Value.GetRawText();

    private async Task<AnalysisDocument> AnalyzeAsync(string sample, IEnumerable<RegisteredAnalyzer> registered)
    {
        var analyzers = AnalyzerSet.Create(registered);
        var tagger = new TaggerSource(ModelFile.Embedded, 2);
        await using var workers = new DirectFileWorkers(analyzers, CoreAnalyzers.Artifacts(tagger), tagger, 2);
        var engine = new AnalysisEngine(
            new AnalysisOptions(),
            new Lazy<DecodePass>(() => new DecodePass(FfmpegLocator.Locate())),
            TempStore.Open(_folder.File("temporary")),
            analyzers.Graph,
            workers,
            new AnalyzerLedger(failuresUntilSetAside: 5),
            store: null
        );
        string path = Path.Combine(Repository.Root, "samples", sample);
        return await engine.AnalyzeAsync(path, new AnalysisRequest(), progress: null, CancellationToken.None);
    }
}
