using System.Text.Json;
using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Analyzers.Key;

public sealed class SecondOpinionTests
{
    private static readonly float[] s_music = Cadences.Play(9, major: false);
    private static readonly float[] s_noise =
    [
        .. Enumerable.Range(0, 10 * Cadences.SampleRate).Select(i => ((i * 7919L % 1013) / 1013f) - 0.5f),
    ];

    [Fact]
    public async Task Natively_nothing_is_asked_and_nothing_changes()
    {
        Assert.Empty(new KeyAnalyzer().Info.ConsumesOptionally);

        Outcome<KeyResult>.Ok without = await AnalyzeAsync(KeyMethod.Native, s_music, null);
        Outcome<KeyResult>.Ok beside = await AnalyzeAsync(KeyMethod.Native, s_music, Says("C major", 0.9));

        Assert.Equal(Written(without), Written(beside));
        Assert.Null(without.Value.SecondOpinion);
        Assert.Equal("native", without.Value.Method);
    }

    [Theory]
    [InlineData("A minor", true)]
    [InlineData("C major", false)]
    public async Task With_both_this_program_answers_as_ever_and_the_other_stands_beside(string said, bool agrees)
    {
        Outcome<KeyResult>.Ok native = await AnalyzeAsync(KeyMethod.Native, s_music, null);

        Outcome<KeyResult>.Ok both = await AnalyzeAsync(KeyMethod.Both, s_music, Says(said, 0.8));

        Assert.Equal(new KeyOpinion("essentia", said, 0.8, agrees), both.Value.SecondOpinion);
        Assert.Equal(Written(native), Written(both with { Value = both.Value with { SecondOpinion = null } }));
        Assert.Empty(both.Substituted);
    }

    [Fact]
    public async Task With_essentia_it_answers_and_this_program_stands_beside()
    {
        Outcome<KeyResult>.Ok outcome = await AnalyzeAsync(KeyMethod.Essentia, s_music, Says("C major", 0.8));

        KeyResult result = outcome.Value;
        Assert.Equal(("C major", "C", KeyMode.Major, "8B", "1d"), (result.Key, result.Tonic, result.Mode, result.Camelot, result.OpenKey));
        Assert.Equal("essentia", result.Method);
        Assert.Equal(new KeyMetadata("KeyExtractor", "node 20", new AccuracyRate(0.8, "set"), "2.1"), result.AnalysisMetadata);
        Assert.Equal(("native", "A minor", false), (result.SecondOpinion!.Method, result.SecondOpinion.Key, result.SecondOpinion.Agrees));
        Assert.Equal("A minor", result.Alternatives[0].Key);
        Assert.DoesNotContain(result.Alternatives, other => other.Key == "C major");
        Assert.InRange(result.Confidence, 0.3, EssentiaOpinion.ShareRight);
        Assert.Empty(outcome.Substituted);
    }

    [Theory]
    [InlineData(KeyMethod.Essentia, true)]
    [InlineData(KeyMethod.Both, false)]
    public async Task Where_it_is_not_installed_this_program_answers_and_says_so(KeyMethod method, bool substitute)
    {
        Outcome<KeyResult>.Ok outcome = await AnalyzeAsync(method, s_music, null);

        Assert.Equal(("A minor", "native"), (outcome.Value.Key, outcome.Value.Method));
        Assert.Equal("native", outcome.Value.AnalysisMetadata.Method);
        Assert.Null(outcome.Value.SecondOpinion);
        Assert.Contains("not installed", outcome.Reasons["second_opinion"], StringComparison.Ordinal);
        Assert.Equal(substitute, outcome.Substituted.Contains("essentia_key"));
        Assert.Equal(["essentia_key"], new KeyAnalyzer(new KeyOptions { Method = method }).Info.ConsumesOptionally);
    }

    [Fact]
    public async Task Where_it_failed_its_own_words_are_the_reason()
    {
        var failed = new AnalyzerRecord
        {
            Status = OutcomeStatus.Failed,
            Version = "1.0",
            Error = new AnalysisError(AnalysisErrorCode.TimedOut, "too slow"),
        };

        Outcome<KeyResult>.Ok outcome = await AnalyzeAsync(KeyMethod.Essentia, s_music, failed);

        Assert.Equal("too slow", outcome.Reasons["second_opinion"]);
        Assert.Equal("native", outcome.Value.Method);
        Assert.Contains("essentia_key", outcome.Substituted);
    }

    [Theory]
    [InlineData(
        """{"success":true,"key":"H dur","score":1,"analysis_metadata":{"method":"m","environment":"e","essentia_version":"1"}}""",
        "H dur"
    )]
    [InlineData("""{"key":"C major"}""", "can't be read")]
    public async Task What_cannot_be_understood_is_said(string json, string reason)
    {
        Outcome<KeyResult>.Ok outcome = await AnalyzeAsync(KeyMethod.Both, s_music, Record(JsonDocument.Parse(json).RootElement));

        Assert.Contains(reason, outcome.Reasons["second_opinion"], StringComparison.Ordinal);
        Assert.Equal("native", outcome.Value.Method);
    }

    [Fact]
    public async Task Whether_there_is_a_key_at_all_is_not_the_others_to_say()
    {
        Outcome<KeyResult>.Ok outcome = await AnalyzeAsync(KeyMethod.Essentia, s_noise, Says("C major", 0.4));

        Assert.Equal((KeyMode.Atonal, "native"), (outcome.Value.Mode, outcome.Value.Method));
        Assert.Equal(new KeyOpinion("essentia", "C major", 0.4, Agrees: false), outcome.Value.SecondOpinion);
    }

    private static async Task<Outcome<KeyResult>.Ok> AnalyzeAsync(KeyMethod method, float[] samples, AnalyzerRecord? essentia)
    {
        ArrayRegionContext region = new ArrayRegionContext(samples, Cadences.SampleRate).With(new ChromaSeriesProvider());
        if (essentia is not null)
        {
            region.With("essentia_key", essentia);
        }

        var analyzer = new KeyAnalyzer(new KeyOptions { Method = method });
        return Assert.IsType<Outcome<KeyResult>.Ok>(await analyzer.AnalyzeAsync(region, TestContext.Current.CancellationToken));
    }

    private static AnalyzerRecord Says(string key, double score) =>
        Record(
            JsonSerializer.SerializeToElement(
                new EssentiaKeyResult
                {
                    Success = true,
                    Key = key,
                    Score = score,
                    AnalysisMetadata = new EssentiaMetadata("KeyExtractor", "node 20", new AccuracyRate(0.8, "set"), "2.1"),
                },
                AnalysisJson.Default.EssentiaKeyResult
            )
        );

    private static AnalyzerRecord Record(JsonElement result) =>
        new()
        {
            Status = OutcomeStatus.Ok,
            Version = "1.0",
            Result = result,
        };

    private static string Written(Outcome<KeyResult>.Ok outcome) =>
        JsonSerializer.Serialize(outcome.Value, AnalysisJson.Default.KeyResult) + string.Join(';', outcome.Reasons);
}
