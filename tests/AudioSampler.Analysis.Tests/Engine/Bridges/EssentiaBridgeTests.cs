using System.Text.Json;
using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Analysis.Tests.Analyzers.Key;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Engine.Bridges;

/// <summary>The Essentia bridge, where its packages are installed.</summary>
public sealed class EssentiaBridgeTests
{
    private const string Analyzer = "essentia_key";

    [Fact]
    public async Task One_process_gives_the_keys_of_many_regions_as_this_program_writes_them()
    {
        await using InstalledBridge bridge = Installed();
        foreach (int index in (int[])[0, 1, 6, 9, 13, 18, 20, 21])
        {
            var key = new MusicalKey(index);

            AnalyzerRecord record = await bridge.RunAsync(Analyzer, Cadences.Play(key.TonicPitchClass, index < 12), Cadences.SampleRate);

            Assert.True(record.Status == OutcomeStatus.Ok, record.Error?.Message);
            EssentiaKeyResult result = record.Result!.Value.Deserialize(AnalysisJson.Default.EssentiaKeyResult)!;
            Assert.True(result.Success);
            Assert.Equal((key.Name, key.Tonic, key.Mode), (result.Key, result.Tonic, result.Mode!.Value));
            Assert.Null(result.Confidence);
            Assert.InRange(result.Score!.Value, 0.3, 1);
            Assert.StartsWith("node ", result.AnalysisMetadata.Environment, StringComparison.Ordinal);
            Assert.InRange(result.AnalysisMetadata.AccuracyRate!.Value, 0.5, 1);
            Assert.Equal(key, EssentiaOpinion.Of(record).Key);
        }
    }

    [Fact]
    public async Task Silence_has_no_key_and_says_why()
    {
        await using InstalledBridge bridge = Installed();

        AnalyzerRecord record = await bridge.RunAsync(Analyzer, new float[22_050], Cadences.SampleRate);

        Assert.False(record.Result!.Value.GetProperty("success").GetBoolean());
        Assert.Equal(record.Reasons["key"], EssentiaOpinion.Of(record).Absence);
    }

    [Fact]
    public async Task What_is_shorter_than_a_frame_is_skipped()
    {
        await using InstalledBridge bridge = Installed();

        AnalyzerRecord record = await bridge.RunAsync(Analyzer, new float[1000], Cadences.SampleRate);

        Assert.Equal((OutcomeStatus.Skipped, AnalysisErrorCode.TooShort), (record.Status, record.Error!.Code));
    }

    private static InstalledBridge Installed()
    {
        string packages = Path.Combine(Repository.Root, "bridges", "essentia", "node_modules");
        Assert.SkipUnless(
            Directory.Exists(packages),
            "Essentia is not installed: run 'npm ci --ignore-scripts' in bridges/essentia to try its bridge"
        );
        return new InstalledBridge("bridges");
    }
}
