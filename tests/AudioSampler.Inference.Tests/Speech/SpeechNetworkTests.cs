using System.Text.Json;
using AudioSampler.Inference.Speech;
using AudioSampler.Testing;

namespace AudioSampler.Inference.Tests.Speech;

public sealed class SpeechNetworkTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Frames_are_heard_as_by_the_published_network()
    {
        const double Tolerance = 1e-4;
        RuntimeForTests.Require();
        float[] clip = await ProgramRun.DecodeAsync(SharedData.Require("models/silero-vad/speech16k_5s.flac"));
        using JsonDocument golden = JsonDocument.Parse(
            await File.ReadAllTextAsync(SharedData.Require("models/silero-vad/golden.json"), TestContext.Current.CancellationToken)
        );
        float[] expected = [.. golden.RootElement.GetProperty("with_context").EnumerateArray().Select(v => v.GetSingle())];
        using var network = SpeechNetwork.Open(Files());
        SpeechListener listener = network.Listen();

        Assert.Equal(156, expected.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            float heard = listener.Hear(
                clip.AsSpan(i * SpeechNetwork.FrameSamples, SpeechNetwork.FrameSamples),
                TestContext.Current.CancellationToken
            );
            Assert.Equal(expected[i], heard, Tolerance);
        }
    }

    [Fact]
    public void Listeners_do_not_disturb_each_other()
    {
        RuntimeForTests.Require();
        using var network = SpeechNetwork.Open(Files());
        SpeechListener first = network.Listen();
        SpeechListener second = network.Listen();
        float[] silence = new float[SpeechNetwork.FrameSamples];
        float[] noise = [.. Enumerable.Range(0, SpeechNetwork.FrameSamples).Select(i => MathF.Sin(i * i))];
        CancellationToken none = TestContext.Current.CancellationToken;

        float expected = first.Hear(silence, none);
        network.Listen().Hear(noise, none);

        Assert.Equal(expected, second.Hear(silence, none));
        Assert.InRange(expected, 0, 0.5f);
        Assert.Throws<ArgumentException>(() => first.Hear(new float[100], none));
    }

    [Fact]
    public void Another_file_is_refused_by_its_hash()
    {
        File.WriteAllBytes(_folder.File(SileroFiles.FileName), [1, 2, 3]);

        ModelException refusal = Assert.Throws<ModelException>(() => SpeechNetwork.Open(SileroFiles.Find(_folder.Path, null, out _)!));

        Assert.Contains("SHA-256", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_file_the_remedy_is_named()
    {
        Assert.Null(SileroFiles.Find(null, _folder.Path, out string? problem));
        Assert.Contains("./ais", problem, StringComparison.Ordinal);
        Assert.Null(SileroFiles.Find(null, null, out problem));
        Assert.Contains(SileroFiles.Setting, problem, StringComparison.Ordinal);
        Assert.Null(SileroFiles.Find(_folder.Path, "elsewhere", out problem));
        Assert.Contains(_folder.Path, problem, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static SileroFiles Files()
    {
        SileroFiles? files = SileroFiles.Find(out string? problem);
        Assert.SkipWhen(files is null, problem ?? string.Empty);
        return files!;
    }
}
