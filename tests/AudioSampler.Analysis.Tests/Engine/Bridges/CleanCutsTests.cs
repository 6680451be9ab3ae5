using System.Text.Json;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Engine.Bridges;

/// <summary>The sample plugin, as it comes.</summary>
public sealed class CleanCutsTests
{
    private const int SampleRate = 32_000;

    [Fact]
    public async Task A_tone_between_silences_is_cut_at_its_crossings()
    {
        await using var bridge = new InstalledBridge("samples/plugins");
        float[] tone = TestSignals.Sine(100, 1, SampleRate);
        float[] samples = [.. new float[SampleRate / 2], .. tone, .. new float[SampleRate / 2]];

        AnalyzerRecord record = await bridge.RunAsync("clean_cuts", samples, SampleRate, startSeconds: 10);

        Assert.True(record.Status == OutcomeStatus.Ok, record.Error?.Message);
        JsonElement result = record.Result!.Value;
        Assert.Equal(10.51, result.GetProperty("start_s").GetDouble(), 3);
        Assert.Equal(11.5, result.GetProperty("end_s").GetDouble(), 3);
        Assert.Equal(100, result.GetProperty("crossings_per_s").GetDouble(), 0);
        Assert.Equal(2 - 0.99, result.GetProperty("trimmed_s").GetDouble(), 3);
    }

    [Fact]
    public async Task A_wave_without_crossings_has_no_cuts_and_says_why()
    {
        await using var bridge = new InstalledBridge("samples/plugins");

        AnalyzerRecord record = await bridge.RunAsync("clean_cuts", [0.1f, 0.2f, 0.1f], SampleRate);

        Assert.Equal(JsonValueKind.Null, record.Result!.Value.GetProperty("start_s").ValueKind);
        Assert.Equal("the wave never crosses zero", record.Reasons["start_s"]);
    }

    [Fact]
    public async Task Silence_is_skipped()
    {
        await using var bridge = new InstalledBridge("samples/plugins");

        AnalyzerRecord record = await bridge.RunAsync("clean_cuts", new float[1000], SampleRate);

        Assert.Equal((OutcomeStatus.Skipped, AnalysisErrorCode.Silent), (record.Status, record.Error!.Code));
    }
}
