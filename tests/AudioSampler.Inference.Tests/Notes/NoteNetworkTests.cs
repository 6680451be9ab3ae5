using System.Runtime.InteropServices;
using AudioSampler.Inference.Notes;
using AudioSampler.Testing;

namespace AudioSampler.Inference.Tests.Notes;

public sealed class NoteNetworkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_window_is_heard_as_by_the_published_network()
    {
        const int WindowStart = 32_324;
        const double Tolerance = 5e-4;
        RuntimeForTests.Require();
        float[] clip = await ProgramRun.DecodeAsync(SharedData.Require("models/basic-pitch/guitar_em9.flac"));
        using var network = NoteNetwork.Open(Files());
        float[] contours = new float[NoteNetwork.WindowFrames * NoteNetwork.Contours];
        float[] notes = new float[NoteNetwork.WindowFrames * NoteNetwork.Notes];
        float[] onsets = new float[NoteNetwork.WindowFrames * NoteNetwork.Notes];

        network.Hear(clip.AsMemory(WindowStart, NoteNetwork.WindowSamples), contours, notes, onsets, TestContext.Current.CancellationToken);

        Assert.InRange(LargestDifference("contour", contours), 0, Tolerance);
        Assert.InRange(LargestDifference("note", notes), 0, Tolerance);
        Assert.InRange(LargestDifference("onset", onsets), 0, Tolerance);
    }

    [Fact]
    public void A_silent_window_has_finite_activations_without_a_note()
    {
        RuntimeForTests.Require();
        using var network = NoteNetwork.Open(Files());
        float[] contours = new float[NoteNetwork.WindowFrames * NoteNetwork.Contours];
        float[] notes = new float[NoteNetwork.WindowFrames * NoteNetwork.Notes];
        float[] onsets = new float[NoteNetwork.WindowFrames * NoteNetwork.Notes];

        network.Hear(new float[NoteNetwork.WindowSamples], contours, notes, onsets, TestContext.Current.CancellationToken);

        Assert.All(notes, value => Assert.InRange(value, 0, 0.5f));
        Assert.All(onsets, value => Assert.InRange(value, 0, 0.5f));
        Assert.DoesNotContain(contours, float.IsNaN);
    }

    [Fact]
    public void Values_of_another_version_are_refused_by_name()
    {
        BasicPitchFiles files = Files();
        byte[] values = File.ReadAllBytes(files.ValuesPath);
        values[1000] ^= 1;
        Copy(files, values, File.ReadAllText(files.ManifestPath));

        ModelException refusal = Assert.Throws<ModelException>(() => NoteNetwork.Open(InFolder()));

        Assert.Contains("SHA-256", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"float32\"", "\"float16\"", "doesn't fit its values")]
    [InlineData("[1, 256, 1, 36]", "[1, 256, 2, 36]", "doesn't fit its values")]
    [InlineData("conv2d_1/Conv2D_weights", "conv2d_9/Conv2D_weights", "no weights")]
    [InlineData("\"weightsManifest\"", "\"weightsManifesto\"", "can't be read")]
    public void A_manifest_that_does_not_fit_is_refused(string text, string other, string expected)
    {
        RuntimeForTests.Require();
        BasicPitchFiles files = Files();
        string manifest = File.ReadAllText(files.ManifestPath);
        Assert.Contains(text, manifest, StringComparison.Ordinal);
        Copy(files, File.ReadAllBytes(files.ValuesPath), manifest.Replace(text, other, StringComparison.Ordinal));

        ModelException refusal = Assert.Throws<ModelException>(() => NoteNetwork.Open(InFolder()));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quantised_weights_are_refused()
    {
        BasicPitchFiles files = Files();
        string manifest = File.ReadAllText(files.ManifestPath);
        const string Type = "\"dtype\": \"float32\"";
        Assert.Contains(Type, manifest, StringComparison.Ordinal);
        Copy(
            files,
            File.ReadAllBytes(files.ValuesPath),
            manifest.Replace(Type, Type + ",\"quantization\":{\"dtype\":\"uint8\"}", StringComparison.Ordinal)
        );

        Assert.Contains("quantised", Assert.Throws<ModelException>(() => NoteNetwork.Open(InFolder())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_files_the_remedy_is_named()
    {
        Assert.Null(BasicPitchFiles.Find(null, _folder.Path, out string? problem));
        Assert.Contains("./ais", problem, StringComparison.Ordinal);
        Assert.Null(BasicPitchFiles.Find(null, null, out problem));
        Assert.Contains(BasicPitchFiles.Setting, problem, StringComparison.Ordinal);
        Assert.Null(BasicPitchFiles.Find(_folder.Path, "elsewhere", out problem));
        Assert.Contains(_folder.Path, problem, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static BasicPitchFiles Files()
    {
        BasicPitchFiles? files = BasicPitchFiles.Find(out string? problem);
        Assert.SkipWhen(files is null, problem ?? string.Empty);
        return files!;
    }

    private BasicPitchFiles InFolder()
    {
        BasicPitchFiles? files = BasicPitchFiles.Find(_folder.Path, null, out string? problem);
        Assert.Null(problem);
        return files!;
    }

    private void Copy(BasicPitchFiles files, byte[] values, string manifest)
    {
        File.WriteAllBytes(_folder.File(Path.GetFileName(files.ValuesPath)), values);
        File.WriteAllText(_folder.File(Path.GetFileName(files.ManifestPath)), manifest);
    }

    private static double LargestDifference(string output, float[] heard)
    {
        byte[] bytes = File.ReadAllBytes(SharedData.Require($"models/basic-pitch/window1_{output}.f32"));
        ReadOnlySpan<float> expected = MemoryMarshal.Cast<byte, float>(bytes);
        Assert.Equal(expected.Length, heard.Length);
        double largest = 0;
        for (int i = 0; i < heard.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(heard[i] - expected[i]));
        }

        return largest;
    }
}
