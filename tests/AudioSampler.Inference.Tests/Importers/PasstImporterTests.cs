using System.Runtime.InteropServices;
using System.Text.Json;
using AudioSampler.Inference.Importers;
using AudioSampler.Inference.OnnxRuntime;
using AudioSampler.Testing;

namespace AudioSampler.Inference.Tests.Importers;

public sealed class PasstImporterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("speech5", "efficientat/speech5.mel.f32")]
    [InlineData("crow", "efficientat/crow.mel.f32")]
    public void A_network_of_the_published_form_gives_what_PyTorch_gives(string name, string mel)
    {
        float[] bands = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(SharedData.Require($"models/{mel}"))).ToArray();
        AssertCase(name, bands);
    }

    [Theory]
    [InlineData("synthetic_1000")]
    [InlineData("synthetic_998")]
    [InlineData("synthetic_400")]
    [InlineData("synthetic_16")]
    public void Any_length_up_to_the_table_will_do(string name)
    {
        JsonElement golden = Case(name);
        AssertCase(name, Formula(golden.GetProperty("frames").GetInt32()));
    }

    [Fact]
    public void What_is_longer_than_the_table_is_cut_to_it()
    {
        string target = Convert();
        float[] mel = new float[128 * 1200];
        for (int i = 0; i < mel.Length; i++)
        {
            mel[i] = (float)Math.Sin(i * 0.37);
        }

        float[] logits = new float[527];
        using OnnxSession session = RuntimeForTests.Open("passt-tiny", target);
        session.Run(
            [new OnnxInput("mel", mel, [1, 1, 128, 1200])],
            [new OnnxOutput("logits", logits)],
            TestContext.Current.CancellationToken
        );

        Assert.All(logits, value => Assert.True(float.IsFinite(value)));
    }

    /// <summary>The surface that the reference values were made from.</summary>
    private static float[] Formula(int frames)
    {
        float[] mel = new float[128 * frames];
        for (int f = 0; f < 128; f++)
        {
            for (int t = 0; t < frames; t++)
            {
                mel[(f * frames) + t] = (float)((Math.Sin(0.05 * f) * Math.Cos(0.013 * t)) + (0.3 * Math.Sin(0.0007 * f * t)));
            }
        }

        return mel;
    }

    private void AssertCase(string name, float[] mel)
    {
        JsonElement golden = Case(name);
        string target = Convert();
        float[] logits = new float[527];
        float[] features = new float[96];
        using OnnxSession session = RuntimeForTests.Open("passt-tiny", target);
        session.Run(
            [new OnnxInput("mel", mel, [1, 1, 128, mel.Length / 128])],
            [new OnnxOutput("logits", logits), new OnnxOutput("embedding", features)],
            TestContext.Current.CancellationToken
        );
        EfficientAtImporterTests.Near(golden.GetProperty("logits"), logits, 1e-4);
        EfficientAtImporterTests.Near(golden.GetProperty("features"), features, 1e-4);
    }

    private string Convert()
    {
        string target = _folder.File("passt.onnx");
        ImportedNetwork network = ModelImporter.Convert(
            SharedData.Require("models/passt-tiny/passt_tiny.pt"),
            target,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(("passt", 527, 96), (network.Architecture, network.Labels, network.EmbeddingSize));
        return target;
    }

    private static JsonElement Case(string name) =>
        JsonDocument
            .Parse(File.ReadAllText(SharedData.Require("models/passt-tiny/golden.json")))
            .RootElement.GetProperty("cases")
            .GetProperty(name);
}
