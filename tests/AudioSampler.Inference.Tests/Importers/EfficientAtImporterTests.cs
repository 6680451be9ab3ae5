using System.Runtime.InteropServices;
using System.Text.Json;
using AudioSampler.Inference.Importers;
using AudioSampler.Inference.OnnxRuntime;
using AudioSampler.Inference.Tagging;
using AudioSampler.Testing;

namespace AudioSampler.Inference.Tests.Importers;

public sealed class EfficientAtImporterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("crow", "crow.mel.f32")]
    [InlineData("speech5", "speech5.mel.f32")]
    public void The_published_network_hears_what_it_hears_in_PyTorch(string clip, string mel)
    {
        string target = _folder.File("mn04.onnx");
        ImportedNetwork network = ModelImporter.Convert(
            SharedData.Require("models/efficientat/mn04_as_mAP_432.pt"),
            target,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(("efficientat-mn", 527, 384), (network.Architecture, network.Labels, network.EmbeddingSize));
        float[] bands = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(SharedData.Require($"models/efficientat/{mel}"))).ToArray();
        JsonElement golden = JsonDocument
            .Parse(File.ReadAllText(SharedData.Require("models/efficientat/golden.json")))
            .RootElement.GetProperty("clips")
            .GetProperty(clip);

        float[] logits = new float[527];
        float[] embedding = new float[384];
        using OnnxSession session = RuntimeForTests.Open("mn04", target);
        session.Run(
            [new OnnxInput("mel", bands, [1, 1, NetworkMel.BandCount, bands.Length / NetworkMel.BandCount])],
            [new OnnxOutput("logits", logits), new OnnxOutput("embedding", embedding)],
            TestContext.Current.CancellationToken
        );

        Near(golden.GetProperty("logits"), logits, 5e-4);
        Near(golden.GetProperty("embedding"), embedding, 5e-4);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.part"));
    }

    [Fact]
    public void Several_clips_at_once_are_heard_as_one_by_one()
    {
        string target = _folder.File("mn04.onnx");
        ModelImporter.Convert(SharedData.Require("models/efficientat/mn04_as_mAP_432.pt"), target, TestContext.Current.CancellationToken);
        var random = new Random(3);
        float[] mel = [.. Enumerable.Range(0, 3 * 128 * 100).Select(_ => (float)((random.NextDouble() * 2) - 1.4))];
        float[] together = new float[3 * 527];
        using OnnxSession session = RuntimeForTests.Open("mn04", target);
        session.Run(
            [new OnnxInput("mel", mel, [3, 1, 128, 100])],
            [new OnnxOutput("logits", together)],
            TestContext.Current.CancellationToken
        );

        for (int i = 0; i < 3; i++)
        {
            float[] alone = new float[527];
            session.Run(
                [new OnnxInput("mel", mel.AsMemory(i * 12_800, 12_800), [1, 1, 128, 100])],
                [new OnnxOutput("logits", alone)],
                TestContext.Current.CancellationToken
            );
            Assert.All(alone.Zip(together[(i * 527)..]), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
        }
    }

    internal static void Near(JsonElement expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Length);
        double worst = expected.EnumerateArray().Select((v, i) => Math.Abs(v.GetDouble() - actual[i])).Max();
        Assert.True(worst < tolerance, $"the largest difference is {worst}");
    }
}
