using System.Runtime.InteropServices;
using System.Text.Json;
using AudioSampler.Inference.Tagging;
using AudioSampler.Testing;

namespace AudioSampler.Inference.Tests.Tagging;

public sealed class NetworkMelTests
{
    [Fact]
    public async Task A_recording_gives_the_bands_that_the_published_networks_were_trained_on()
    {
        float[] crow = await ProgramRun.DecodeAsync(SharedData.Require("models/efficientat/clips/crow.flac"));
        float[] expected = ReadFloats(SharedData.Require("models/efficientat/crow.mel.f32"));

        float[] frames = Frames(crow);

        Assert.Equal(NetworkMel.FrameCount(crow.Length) * NetworkMel.BandCount, frames.Length);
        AssertBands(expected, frames, 1e-4f);
    }

    [Fact]
    public async Task A_long_recording_does_too()
    {
        float[] speech = await ProgramRun.DecodeAsync(SharedData.Require("models/efficientat/clips/speech5.flac"));

        AssertBands(ReadFloats(SharedData.Require("models/efficientat/speech5.mel.f32")), Frames(speech), 1e-4f);
    }

    [Fact]
    public void A_sweep_has_the_reference_means_of_its_bands()
    {
        string golden = SharedData.Require("models/efficientat/golden.json");
        JsonElement mel = JsonDocument
            .Parse(File.ReadAllText(golden))
            .RootElement.GetProperty("clips")
            .GetProperty("synthetic_sweep_2s")
            .GetProperty("mel");
        float[] sweep = new float[64_000];
        for (int n = 0; n < sweep.Length; n++)
        {
            double t = n / 32_000.0;
            sweep[n] = (float)(0.5 * Math.Sin(2 * Math.PI * ((200 * t) + (1950 * t * t))));
        }

        float[] frames = Frames(sweep);
        int count = frames.Length / NetworkMel.BandCount;

        float[] means = [.. mel.GetProperty("band_mean").EnumerateArray().Select(v => v.GetSingle())];
        Assert.Equal(NetworkMel.BandCount, means.Length);
        for (int band = 0; band < means.Length; band++)
        {
            double mean = Enumerable.Range(0, count).Average(t => (double)frames[(t * NetworkMel.BandCount) + band]);
            Assert.Equal(means[band], mean, 1e-4);
        }
    }

    [Fact]
    public void Ten_seconds_are_a_thousand_frames_and_silence_has_one_value()
    {
        float[] frames = Frames(new float[10 * NetworkMel.SampleRate]);

        Assert.Equal(1000 * NetworkMel.BandCount, frames.Length);
        Assert.All(frames, value => Assert.Equal(-1.402585, value, 1e-6));
        Assert.Equal(-1.402585, NetworkMel.Silence, 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(319)]
    [InlineData(10_007)]
    public void Frames_do_not_depend_on_how_the_signal_is_cut(int piece)
    {
        float[] noise = Noise(20_001);
        var mel = new NetworkMel();
        List<float> frames = [];
        float[] bands = new float[NetworkMel.BandCount];
        for (int at = 0; at < noise.Length; at += piece)
        {
            mel.Push(noise.AsSpan(at, Math.Min(piece, noise.Length - at)));
            Drain();
        }

        mel.Complete();
        Drain();

        Assert.Equal(Frames(noise), frames);

        void Drain()
        {
            while (mel.TryRead(bands))
            {
                frames.AddRange(bands);
            }
        }
    }

    [Fact]
    public void A_signal_begins_anew_after_a_reset()
    {
        float[] noise = Noise(5_000);
        var mel = new NetworkMel();
        mel.Push(Noise(777));
        mel.Reset();

        Assert.Equal(Frames(noise), Frames(noise, mel));
    }

    private static float[] Noise(int length)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }

    private static float[] Frames(float[] signal, NetworkMel? mel = null)
    {
        mel ??= new NetworkMel();
        mel.Push(signal);
        mel.Complete();
        float[] frames = new float[NetworkMel.FrameCount(signal.Length) * NetworkMel.BandCount];
        int count = 0;
        while (count < frames.Length && mel.TryRead(frames.AsSpan(count)))
        {
            count += NetworkMel.BandCount;
        }

        Assert.Equal(frames.Length, count);
        Assert.False(mel.TryRead(new float[NetworkMel.BandCount]));
        return frames;
    }

    /// <summary>The reference is stored band by band.</summary>
    private static void AssertBands(float[] expected, float[] frames, float tolerance)
    {
        Assert.Equal(expected.Length, frames.Length);
        int count = frames.Length / NetworkMel.BandCount;
        float worst = 0;
        for (int band = 0; band < NetworkMel.BandCount; band++)
        {
            for (int t = 0; t < count; t++)
            {
                worst = Math.Max(worst, Math.Abs(expected[(band * count) + t] - frames[(t * NetworkMel.BandCount) + band]));
            }
        }

        Assert.True(worst < tolerance, $"the largest difference is {worst}");
    }

    private static float[] ReadFloats(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
}
