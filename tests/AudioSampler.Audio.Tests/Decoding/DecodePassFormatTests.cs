using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Store;

namespace AudioSampler.Audio.Tests.Decoding;

public sealed class DecodePassFormatTests : DecodeFixture
{
    private static readonly DecodeOptions Both = new() { WriteNetworkSignal = true };

    [Theory]
    [InlineData("pcm_s16le", "wav", 16, "-f", "wav")]
    [InlineData("pcm_s24le", "wav", 24, "-f", "wav", "-c:a", "pcm_s24le")]
    [InlineData("pcm_s16be", "aiff", 16, "-f", "aiff")]
    [InlineData("mp3", "mp3", null, "-f", "mp3")]
    [InlineData("flac", "flac", 16, "-f", "flac", "-sample_fmt", "s16")]
    [InlineData("aac", "m4a", null, "-f", "ipod", "-c:a", "aac")]
    [InlineData("alac", "m4a", 16, "-f", "ipod", "-c:a", "alac", "-sample_fmt", "s16p")]
    [InlineData("vorbis", "ogg", null, "-f", "ogg", "-c:a", "libvorbis")]
    [InlineData("opus", "opus", null, "-f", "opus", "-c:a", "libopus")]
    [InlineData("wmav2", "wma", null, "-f", "asf", "-c:a", "wmav2")]
    [InlineData("opus", "webm", null, "-f", "webm", "-c:a", "libopus")]
    public async Task Each_format_is_found_by_its_content_and_decoded(string codec, string format, int? bitDepth, params string[] encoder)
    {
        string path = PathOf("a.xyz"); // the name says nothing
        await Recordings.SineAsync(path, 3, encoder);

        await using DecodedAudio audio = await DecodeAsync("a.xyz", Both);

        Assert.Equal((format, codec, bitDepth), (audio.Info.Format, audio.Info.Codec, audio.Info.BitDepth));
        Assert.InRange(audio.DurationSeconds, 2.95, 3.15);
        Assert.Empty(audio.Warnings);
        Assert.InRange(audio.Quality.PeakDbfs!.Value, -6.5, 0); // AAC rings at the edge where the sine begins
        AssertSine440(audio.Analysis, 22_050);
        AssertSine440(audio.Network!, 32_000);
    }

    [Fact]
    public async Task The_sound_of_a_video_is_decoded()
    {
        string path = PathOf("a.xyz");
        await Recordings.FfmpegAsync([
            "-f",
            "lavfi",
            "-i",
            "testsrc=d=2:s=64x64:r=10",
            "-f",
            "lavfi",
            "-i",
            "sine=440:d=2:r=44100,volume=4",
            "-f",
            "mp4",
            path,
        ]);

        await using DecodedAudio audio = await DecodeAsync("a.xyz", Both);

        Assert.Equal("mp4", audio.Info.Format);
        Assert.InRange(audio.DurationSeconds, 1.9, 2.1);
        AssertSine440(audio.Analysis, 22_050);
    }

    [Fact]
    public async Task Samples_of_a_wave_file_are_measured_exactly()
    {
        string path = PathOf("a.xyz");
        float[] left = TestSignals.Noise(1.237, 44_100, 0.7, seed: 3);
        float[] right = TestSignals.Noise(1.237, 44_100, 0.2, seed: 4);
        Recordings.Wave(path, Interleave(left, right), channels: 2);

        await using DecodedAudio audio = await DecodeAsync("a.xyz", Both);

        Assert.Equal(left.Length, audio.Frames);
        Assert.Equal(20 * Math.Log10(left.Max(MathF.Abs)), audio.Quality.PeakDbfs!.Value, 5);
        Assert.Equal(left.Length, audio.Levels.TotalSamples);
        Assert.Equal((long)Math.Round(left.Length * 0.5), audio.Analysis.Length);
        Assert.Equal(12, audio.Loudness.Count);
    }

    private static float[] Interleave(float[] left, float[] right) =>
        [.. left.Zip(right).SelectMany(pair => (float[])[pair.First, pair.Second])];

    private static void AssertSine440(StoredSignal signal, int rate)
    {
        Assert.Equal(rate, signal.SampleRate);
        float[] middle = new float[rate]; // one second: a bin of the transform is 1 Hz
        Assert.Equal(rate, signal.Read(rate / 2, middle));
        Assert.InRange(Amplitude(middle, 440), 0.47, 0.53);
        Assert.InRange(Amplitude(middle, 444), 0, 0.01);
    }

    private static double Amplitude(float[] signal, double frequencyHz)
    {
        (double cosine, double sine) = (0, 0);
        for (int i = 0; i < signal.Length; i++)
        {
            (double s, double c) = Math.SinCos(2 * Math.PI * frequencyHz * i / signal.Length);
            cosine += signal[i] * c;
            sine += signal[i] * s;
        }

        return 2 * Math.Sqrt((cosine * cosine) + (sine * sine)) / signal.Length;
    }
}
