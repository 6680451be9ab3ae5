using System.Collections.Immutable;
using AudioSampler.Analysis.Analyzers;
using AudioSampler.Analysis.Analyzers.Speech;
using AudioSampler.Analysis.Engine;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Inference;
using AudioSampler.Inference.OnnxRuntime;
using AudioSampler.Inference.Speech;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Speech;

public sealed class SpeechAnalyzerTests
{
    private const int SampleRate = 32_000;

    [Fact]
    public async Task A_voice_in_a_quiet_room_is_found_where_it_is()
    {
        Require();
        float[] voice = await ProgramRun.DecodeAsync(SharedData.Require("models/silero-vad/speech16k_5s.flac"));
        float[] room = [.. TestSignals.Noise(3, SampleRate).Select(sample => 0.003f * sample)];
        float[] signal = [.. room, .. voice.SelectMany(sample => new[] { sample, sample }), .. room];

        SpeechResult result = await Ok(new ArrayRegionContext(signal, SampleRate, startSeconds: 20));

        Assert.Equal("silero-vad 5", result.Model);
        Assert.InRange(result.Stretches[0].StartS, 23, 23.5);
        Assert.InRange(result.Stretches[^1].EndS, 27.5, 28.4);
        Assert.InRange(result.Share, 0.3, 0.46);
        Assert.All(result.Stretches, stretch => Assert.InRange(stretch.Confidence, 0.5, 1));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(2)]
    public async Task Where_there_is_none_there_are_no_stretches(double seconds)
    {
        Require();
        float[] signal = TestSignals.Noise(seconds, SampleRate);
        signal[0] = float.NaN;
        signal[1] = float.PositiveInfinity;

        SpeechResult result = await Ok(new ArrayRegionContext(signal, SampleRate));

        Assert.Empty(result.Stretches);
        Assert.Equal(0, result.Share);
    }

    [Fact]
    public async Task Without_the_network_the_region_is_skipped_with_the_remedy()
    {
        using var analyzer = new SpeechAnalyzer(() => throw new ModelException(SileroFiles.Name, "run ./ais again"));

        Outcome<SpeechResult> outcome = await analyzer.AnalyzeAsync(
            new ArrayRegionContext(new float[SampleRate], SampleRate),
            TestContext.Current.CancellationToken
        );

        AnalysisError reason = Assert.IsType<Outcome<SpeechResult>.Skipped>(outcome).Reason;
        Assert.Equal(AnalysisErrorCode.ModelMissing, reason.Code);
        Assert.Contains("./ais", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_there_only_where_it_is_wished_for()
    {
        Assert.DoesNotContain(SpeechAnalyzer.Name, Names(new AnalysisOptions()));
        Assert.Contains(SpeechAnalyzer.Name, Names(AnalysisOptions.Parse("""{"speech": {"detect": true}}""")));

        static IEnumerable<string> Names(AnalysisOptions options) =>
            AnalyzerSet.Create(CoreAnalyzers.Create(options)).Graph.Ordered.Select(analyzer => analyzer.Name);
    }

    [Fact]
    public void Stretches_bridge_a_breath_and_leave_out_what_is_shorter_than_a_syllable()
    {
        const double Frame = 0.032;
        float[] frames = new float[100];
        frames.AsSpan(10, 20).Fill(0.9f);
        frames.AsSpan(32, 10).Fill(0.6f); // two frames later: the same stretch
        frames.AsSpan(42, 5).Fill(0.4f); // goes on above the lower threshold
        frames.AsSpan(60, 4).Fill(0.9f); // 0.13 s
        frames.AsSpan(70, 20).Fill(0.45f); // never begins
        frames.AsSpan(92, 8).Fill(0.8f);

        ImmutableArray<VoiceStretch> stretches = VoiceStretches.Find(frames, Frame, 5, 8.1);

        Assert.Equal(2, stretches.Length);
        Assert.Equal(5 + (10 * Frame), stretches[0].StartS, 6);
        Assert.Equal(5 + (47 * Frame), stretches[0].EndS, 6);
        Assert.Equal(8.1, stretches[1].EndS);
        Assert.Equal(0.8, stretches[1].Confidence, 3);
    }

    private static async Task<SpeechResult> Ok(ArrayRegionContext region)
    {
        using var analyzer = new SpeechAnalyzer();
        return Assert.IsType<Outcome<SpeechResult>.Ok>(await analyzer.AnalyzeAsync(region, TestContext.Current.CancellationToken)).Value;
    }

    private static void Require()
    {
        Assert.SkipUnless(OnnxRuntimeLibrary.TryLoad(out string? problem), problem ?? string.Empty);
        Assert.SkipWhen(SileroFiles.Find(out problem) is null, problem ?? string.Empty);
    }
}
