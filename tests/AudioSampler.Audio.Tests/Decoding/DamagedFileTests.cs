using AudioSampler.Audio.Decoding;

namespace AudioSampler.Audio.Tests.Decoding;

public sealed class DamagedFileTests : DecodeFixture
{
    [Theory]
    [InlineData("mp3", "-b:a", "128k")]
    [InlineData("flac")]
    [InlineData("aiff")]
    [InlineData("m4a", "-movflags", "+faststart", "-b:a", "128k")]
    public async Task A_file_that_is_cut_off_is_decoded_as_far_as_it_goes(string extension, params string[] encoder)
    {
        string path = PathOf("whole." + extension);
        await Recordings.FfmpegAsync(["-f", "lavfi", "-i", "anoisesrc=d=8:r=44100:a=0.3:seed=1", .. encoder, path]);
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(PathOf("cut." + extension), whole[..(whole.Length / 2)]);

        await using DecodedAudio audio = await DecodeAsync("cut." + extension);

        Assert.InRange(audio.DurationSeconds, 3, 5);
        DecodeWarning warning = Assert.Single(audio.Warnings);
        Assert.Equal(AudioFault.Truncated, warning.Code);
        Assert.Equal((long)Math.Round(audio.Frames * 0.5, MidpointRounding.AwayFromZero), audio.Analysis.Length);
    }

    [Theory]
    [InlineData(400_000u, 400_036u, AudioFault.Truncated)]
    [InlineData(400_000u, null, AudioFault.WrongHeader)]
    [InlineData(4000u, 4036u, AudioFault.WrongHeader)]
    [InlineData(0u, 0u, null)]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu, null)]
    public async Task All_the_sound_behind_a_lying_header_is_read(uint? dataBytes, uint? riffBytes, AudioFault? fault)
    {
        Recordings.Wave(PathOf("lie.wav"), TestSignals.Noise(1, 44_100), 44_100, 1, dataBytes, riffBytes);

        await using DecodedAudio audio = await DecodeAsync("lie.wav");

        Assert.Equal(44_100, audio.Frames);
        Assert.Equal(fault is { } code ? [code] : [], audio.Warnings.Select(warning => warning.Code));
    }

    [Fact]
    public async Task Samples_that_are_not_numbers_are_read_as_zero_and_counted()
    {
        float[] samples = TestSignals.Sine(440, 1, 44_100);
        (samples[0], samples[20_000], samples[44_099]) = (float.NaN, float.PositiveInfinity, float.NegativeInfinity);
        Recordings.Wave(PathOf("nan.wav"), samples);
        (samples[0], samples[20_000], samples[44_099]) = (0, 0, 0);
        Recordings.Wave(PathOf("zero.wav"), samples);

        await using DecodedAudio nan = await DecodeAsync("nan.wav");
        await using DecodedAudio zero = await DecodeAsync("zero.wav");

        DecodeWarning warning = Assert.Single(nan.Warnings);
        Assert.Equal((AudioFault.NanSamples, true), (warning.Code, warning.Message.StartsWith("3 samples", StringComparison.Ordinal)));
        Assert.Empty(zero.Warnings);
        Assert.Equal(zero.AudioHash, nan.AudioHash);
        Assert.Equal(ReadAll(zero.Analysis), ReadAll(nan.Analysis));
    }

    [Fact]
    public async Task Channels_that_are_opposites_are_analysed_by_their_difference_with_a_warning()
    {
        float[] tone = TestSignals.Sine(440, 3, 44_100);
        Recordings.Wave(PathOf("opposite.wav"), [.. tone.SelectMany(s => (float[])[s, -s])], 44_100, 2);
        Recordings.Wave(PathOf("same.wav"), [.. tone.SelectMany(s => (float[])[s, s])], 44_100, 2);

        await using DecodedAudio opposite = await DecodeAsync("opposite.wav");
        await using DecodedAudio same = await DecodeAsync("same.wav");

        DecodeWarning warning = Assert.Single(opposite.Warnings);
        Assert.Equal(AudioFault.OppositeChannels, warning.Code);
        Assert.Contains("3.0 s", warning.Message, StringComparison.Ordinal);
        Assert.Empty(same.Warnings);
        float[] expected = ReadAll(same.Analysis);
        Assert.All(ReadAll(opposite.Analysis).Zip(expected).Skip(2000), pair => Assert.Equal(pair.Second, pair.First, 1e-3f));
    }

    [Fact]
    public async Task A_passage_of_opposites_is_heard_without_a_click_at_its_ends()
    {
        float[] tone = TestSignals.Sine(440, 9, 44_100);
        Recordings.Wave(
            PathOf("passage.wav"),
            [.. tone.SelectMany((s, i) => (float[])[s, i is > 3 * 44_100 and < 6 * 44_100 ? -s : s])],
            44_100,
            2
        );

        await using DecodedAudio audio = await DecodeAsync("passage.wav");

        float[] heard = ReadAll(audio.Analysis);
        double largestStep = 0;
        for (int i = 1000; i < heard.Length - 1000; i++)
        {
            largestStep = Math.Max(largestStep, Math.Abs(heard[i] - heard[i - 1]));
        }

        // A tone of 440 Hz and amplitude 0.5 moves by 0.063 from sample to sample.
        Assert.InRange(largestStep, 0.05, 0.075);
        double rms = Math.Sqrt(heard.Skip(4 * 22_050).Take(22_050).Average(s => s * (double)s));
        Assert.InRange(rms, 0.34, 0.36);
        Assert.Equal(AudioFault.OppositeChannels, Assert.Single(audio.Warnings).Code);
    }

    [Fact]
    public async Task Numbers_beyond_all_measure_leave_finite_signals()
    {
        float[] samples = TestSignals.Noise(0.5, 44_100);
        samples.AsSpan(1000, 200).Fill(float.MaxValue);
        Recordings.Wave(PathOf("huge.wav"), samples);

        await using DecodedAudio audio = await DecodeAsync("huge.wav");

        Assert.All(ReadAll(audio.Analysis), sample => Assert.True(float.IsFinite(sample)));
    }

    [Fact]
    public async Task Damage_in_the_middle_costs_only_the_damaged_parts()
    {
        await Recordings.FfmpegAsync("-f", "lavfi", "-i", "anoisesrc=d=10:r=44100:a=0.3:seed=1", PathOf("a.flac"));
        byte[] bytes = File.ReadAllBytes(PathOf("a.flac"));
        for (int spot = 2; spot < 8; spot++)
        {
            new Random(spot).NextBytes(bytes.AsSpan(bytes.Length / 10 * spot, 3000));
        }

        File.WriteAllBytes(PathOf("damaged.flac"), bytes);

        await using DecodedAudio audio = await DecodeAsync("damaged.flac");

        Assert.InRange(audio.DurationSeconds, 7, 10.01);
        Assert.NotEmpty(audio.Warnings);
    }

    [Fact]
    public async Task A_single_lost_frame_of_a_lossless_file_is_told_as_missing_sound()
    {
        await Recordings.FfmpegAsync("-f", "lavfi", "-i", "anoisesrc=d=8:r=44100:a=0.3:seed=1", PathOf("a.flac"));
        byte[] bytes = File.ReadAllBytes(PathOf("a.flac"));
        new Random(1).NextBytes(bytes.AsSpan(bytes.Length / 2, 3000));
        File.WriteAllBytes(PathOf("damaged.flac"), bytes);

        await using DecodedAudio audio = await DecodeAsync("damaged.flac");

        Assert.InRange(audio.DurationSeconds, 7.5, 7.99);
        Assert.Equal(AudioFault.Truncated, Assert.Single(audio.Warnings).Code);
    }

    [Fact]
    public async Task A_video_that_breaks_off_is_told()
    {
        await Recordings.FfmpegAsync([
            .. "-f lavfi -i testsrc=d=8:s=64x64:r=5 -f lavfi -i anoisesrc=d=8:r=44100:a=0.3:seed=1 -c:v mpeg4 -c:a pcm_s16le".Split(' '),
            PathOf("whole.mkv"),
        ]);
        byte[] bytes = File.ReadAllBytes(PathOf("whole.mkv"));
        File.WriteAllBytes(PathOf("cut.mkv"), bytes[..((bytes.Length / 2) + 7)]);

        await using DecodedAudio whole = await DecodeAsync("whole.mkv");
        await using DecodedAudio cut = await DecodeAsync("cut.mkv");

        Assert.Empty(whole.Warnings);
        Assert.Equal(AudioFault.Truncated, Assert.Single(cut.Warnings).Code);
    }

    [Theory]
    [InlineData("flac", "-c:a", "flac")]
    [InlineData("m4a", "-c:a", "alac")]
    [InlineData("wv", "-c:a", "wavpack")]
    [InlineData("tta", "-c:a", "tta")]
    [InlineData("mp3", "-c:a", "libmp3lame", "-q:a", "9")]
    [InlineData("m4a", "-c:a", "aac")]
    [InlineData("aac", "-c:a", "aac")]
    [InlineData("ogg", "-c:a", "libvorbis")]
    [InlineData("opus", "-c:a", "libopus", "-ar", "48000")]
    [InlineData("wma", "-c:a", "wmav2")]
    [InlineData("mka", "-c:a", "libvorbis")]
    public async Task A_whole_file_of_any_codec_raises_no_alarm(string extension, params string[] encoder)
    {
        string name = "whole." + extension;
        await Recordings.FfmpegAsync(["-f", "lavfi", "-i", "anoisesrc=d=4.321:r=44100:a=0.3:seed=1", .. encoder, PathOf(name)]);

        await using DecodedAudio audio = await DecodeAsync(name);

        Assert.Empty(audio.Warnings);
        Assert.InRange(audio.DurationSeconds, 4.2, 4.5);
    }

    [Fact]
    public async Task A_header_without_any_samples_can_not_be_decoded()
    {
        Recordings.Wave(PathOf("none.wav"), []);

        var error = await Assert.ThrowsAsync<AudioContentException>(() => DecodeAsync("none.wav"));

        Assert.Equal(AudioFault.DecodeFailed, error.Fault);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData(8_000, 1)]
    [InlineData(11_025, 2)]
    [InlineData(96_000, 6)]
    [InlineData(192_000, 3)]
    [InlineData(384_000, 1)]
    [InlineData(44_100, 8)]
    [InlineData(48_000, 32)]
    public async Task Any_rate_and_number_of_channels_is_read(int rate, int channels)
    {
        float[] mono = TestSignals.Sine(440, 0.5, rate);
        Recordings.Wave(PathOf("a.wav"), [.. mono.SelectMany(sample => Enumerable.Repeat(sample, channels))], rate, channels);

        await using DecodedAudio audio = await DecodeAsync("a.wav");

        Assert.Equal((rate, channels, (long)mono.Length), (audio.Info.SampleRate, audio.Info.Channels, audio.Frames));
        Assert.Empty(audio.Warnings);
        float[] middle = ReadAll(audio.Analysis)[2000..9000];
        Assert.InRange(middle.Max(MathF.Abs), 0.49f, 0.51f);
    }
}
