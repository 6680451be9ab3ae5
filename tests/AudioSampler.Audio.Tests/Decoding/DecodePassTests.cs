using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;

namespace AudioSampler.Audio.Tests.Decoding;

public sealed class DecodePassTests : DecodeFixture
{
    [Fact]
    public async Task The_same_sound_has_one_audio_hash_whatever_its_tags_and_packing()
    {
        await Recordings.FfmpegAsync(["-f", "lavfi", "-i", "anoisesrc=d=2:r=44100:a=0.3:seed=1", "-c:a", "pcm_s16le", PathOf("a.wav")]);
        await Recordings.FfmpegAsync("-i", PathOf("a.wav"), "-metadata", "title=other", PathOf("b.flac"));
        await Recordings.FfmpegAsync("-i", PathOf("a.wav"), "-af", "volume=0.5", PathOf("c.wav"));

        await using DecodedAudio a = await DecodeAsync("a.wav");
        await using DecodedAudio b = await DecodeAsync("b.flac");
        await using DecodedAudio c = await DecodeAsync("c.wav");

        Assert.Matches("^sha256:[0-9a-f]{64}$", a.AudioHash);
        Assert.Equal(a.AudioHash, b.AudioHash);
        Assert.NotEqual(a.AudioHash, c.AudioHash);
        Assert.NotEqual(a.ContentHash, b.ContentHash);
        string expected = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(PathOf("a.wav"))));
        Assert.Equal("sha256:" + expected, a.ContentHash);
    }

    [Fact]
    public async Task Another_reader_of_the_folder_sees_the_same()
    {
        await Recordings.SineAsync(PathOf("a.mp3"), 2.5, "-metadata", "title=Glocke");
        DecodedAudio made = await DecodeAsync("a.mp3", new DecodeOptions { WriteNetworkSignal = true });

        await using (DecodedAudio opened = DecodedAudio.Open(made.Folder))
        {
            Assert.Equivalent(made.Info, opened.Info, strict: true);
            Assert.Equal((made.Frames, made.AudioHash, made.ContentHash), (opened.Frames, opened.AudioHash, opened.ContentHash));
            Assert.Equal(made.Quality, opened.Quality);
            Assert.Equal(made.Warnings, opened.Warnings);
            Assert.Equal(made.Levels.MeanSquares, opened.Levels.MeanSquares);
            Assert.Equal(made.Levels.Peaks, opened.Levels.Peaks);
            Assert.Equal(made.Loudness.Energies, opened.Loudness.Energies);
            Assert.Equal(made.Loudness.TruePeaks, opened.Loudness.TruePeaks);
            Assert.Equal(ReadAll(made.Analysis), ReadAll(opened.Analysis));
            Assert.Equal(ReadAll(made.Network!), ReadAll(opened.Network!));
        }

        Assert.True(Directory.Exists(made.Folder)); // a reader leaves it
        await made.DisposeAsync();
        Assert.False(Directory.Exists(made.Folder));
        Assert.Equal(AudioFault.NotFound, Assert.Throws<AudioAccessException>(() => DecodedAudio.Open(made.Folder)).Fault);
    }

    [Fact]
    public async Task A_lone_channel_in_a_pair_is_mixed_at_half_its_level()
    {
        float[] sine = TestSignals.Sine(440, 1, 44_100, amplitude: 0.8);
        Recordings.Wave(PathOf("left.wav"), [.. sine.SelectMany(sample => (float[])[sample, 0])], channels: 2);

        await using DecodedAudio audio = await DecodeAsync("left.wav");

        Assert.InRange(ReadAll(audio.Analysis)[5000..15_000].Max(), 0.39f, 0.41f);
        Assert.Null(audio.Quality.PhaseCorrelation);
    }

    [Fact]
    public async Task Signals_may_be_stored_in_16_bits()
    {
        Recordings.Wave(PathOf("a.wav"), TestSignals.Noise(1, 44_100));

        await using DecodedAudio exact = await DecodeAsync("a.wav");
        await using DecodedAudio rounded = await DecodeAsync("a.wav", new DecodeOptions { SampleFormat = StoredSampleFormat.Int16 });

        float[] difference = [.. ReadAll(exact.Analysis).Zip(ReadAll(rounded.Analysis), (a, b) => a - b)];
        Assert.InRange(difference.Max(MathF.Abs), 1e-9f, 0.51f / 32768);
        Assert.Null(exact.Network);
    }

    [Fact]
    public async Task A_build_without_float_output_is_used_with_24_bits()
    {
        FfmpegPrograms reduced = Reduced("pcm_f32le");
        Recordings.Wave(PathOf("a.wav"), TestSignals.Noise(1, 44_100));

        await using DecodedAudio whole = await DecodeAsync("a.wav");
        await using DecodedAudio coarse = await DecodeAsync("a.wav", programs: reduced);

        Assert.Equal(PcmEncoding.Int24, reduced.Encoding); // kept for the next file
        float[] difference = [.. ReadAll(whole.Analysis).Zip(ReadAll(coarse.Analysis), (a, b) => a - b)];
        Assert.InRange(difference.Max(MathF.Abs), 1e-10f, 1e-6f);
    }

    [Fact]
    public async Task A_build_that_can_write_nothing_is_named()
    {
        Recordings.Wave(PathOf("a.wav"), TestSignals.Noise(1, 44_100));

        await Assert.ThrowsAsync<AudioContentException>(() => DecodeAsync("a.wav", programs: Reduced("pcm_")));
    }

    [Fact]
    public async Task Progress_is_told_in_seconds_up_to_the_end()
    {
        Recordings.Wave(PathOf("a.wav"), new float[44_100 * 17]);
        var told = new Collector();

        await using DecodedAudio audio = await new DecodePass(Recordings.Programs).RunAsync(
            PathOf("a.wav"),
            new DecodeOptions(),
            Store,
            told,
            default
        );

        Assert.InRange(told.Seconds.Count, 3, 5);
        Assert.Equal(told.Seconds.Order(), told.Seconds);
        Assert.Equal(17, told.Seconds[^1]);
    }

    [Fact]
    public async Task Cancelling_ends_ffmpeg_and_leaves_nothing()
    {
        await Recordings.FfmpegAsync("-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", "2000", PathOf("long.flac"));
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new DecodePass(Recordings.Programs).RunAsync(
                PathOf("long.flac"),
                new DecodeOptions(),
                Store,
                new Canceller(cancel),
                cancel.Token
            )
        );

        Assert.Empty(Directory.GetDirectories(Store.Root));
    }

    [Fact]
    public async Task A_decoder_that_dies_midway_leaves_what_it_gave()
    {
        Recordings.Wave(PathOf("a.wav"), TestSignals.Noise(4, 44_100));
        string script = "'" + Recordings.Programs.FfmpegPath + "' \"$@\" | head -c 400000; exit 3";

        await using DecodedAudio audio = await DecodeAsync("a.wav", programs: Scripted(script));

        Assert.InRange(audio.Frames, 90_000, 100_000);
        Assert.Equal(AudioFault.Truncated, Assert.Single(audio.Warnings).Code);
    }

    private FfmpegPrograms Reduced(string missing) =>
        Scripted(
            $"case \"$*\" in *{missing}*) echo \"Unknown encoder '{missing}'\" >&2; exit 1;; esac; exec '{Recordings.Programs.FfmpegPath}' \"$@\""
        );

    private FfmpegPrograms Scripted(string script)
    {
        string path = PathOf("ffmpeg-" + Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return Recordings.Programs with { FfmpegPath = path };
    }

    private sealed class Collector : IProgress<double>
    {
        public List<double> Seconds { get; } = [];

        public void Report(double value) => Seconds.Add(value);
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<double>
    {
        public void Report(double value) => source.Cancel();
    }
}
