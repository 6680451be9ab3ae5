using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Metadata;

namespace AudioSampler.Audio.Tests.Ffmpeg;

public sealed class MediaProbeTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Theory]
    [InlineData("-dash.wav")]
    [InlineData("a b'c\"d.wav")]
    [InlineData("line\nbreak\ttab.wav")]
    [InlineData("emoji🎵ä.wav")]
    [InlineData("100%d %03d.wav")]
    [InlineData("concat:a|b.wav")]
    [InlineData("file:http:x.wav")]
    [InlineData("[br]*?{}$HOME`ls`.wav")]
    [InlineData("long")]
    public async Task Any_name_is_only_a_name(string name)
    {
        string path = folder.File(name is "long" ? new string('n', 251) + ".wav" : name);
        Recordings.Wave(path, new float[4410]);

        MediaInfo info = await ProbeAsync(path);

        Assert.Equal(("wav", 0.1, path), (info.Format, info.HeaderDurationSeconds, info.Path));
    }

    [Theory]
    [InlineData("text.wav", "hello world\n")]
    [InlineData("text.mp3", "hello world\n")]
    [InlineData("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nsound.wav\n")]
    [InlineData("list.wav", "ffconcat version 1.0\nfile sound.wav\n")]
    [InlineData(
        "dash.mpd",
        "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" profiles=\"urn:mpeg:dash:profile:isoff-live:2011\"></MPD>"
    )]
    [InlineData("session.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n")]
    [InlineData("meta.wav", ";FFMETADATA1\ntitle=x\n")]
    public async Task Text_lists_and_scripts_are_no_sound(string name, string content)
    {
        Recordings.Wave(folder.File("sound.wav"), new float[4410]);
        File.WriteAllText(
            folder.File(name),
            string.Concat(Enumerable.Repeat(content, name.StartsWith("text", StringComparison.Ordinal) ? 200 : 1))
        );

        var error = await Assert.ThrowsAsync<AudioFormatException>(() => ProbeAsync(folder.File(name)));

        Assert.Equal(AudioFault.UnknownFormat, error.Fault);
        Assert.StartsWith(ShownPath.Of(folder.File(name)), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_and_a_silent_film_have_no_sound()
    {
        await Recordings.FfmpegAsync("-f", "lavfi", "-i", "testsrc=d=1:s=64x64:r=5", "-f", "mp4", folder.File("film.mp3"));
        await Recordings.FfmpegAsync("-f", "lavfi", "-i", "testsrc=d=1:s=64x64:r=1", "-frames:v", "1", folder.File("picture.png"));

        Assert.Equal(AudioFault.NoAudio, (await Assert.ThrowsAsync<AudioFormatException>(() => ProbeAsync(folder.File("film.mp3")))).Fault);
        Assert.Equal(
            AudioFault.UnknownFormat,
            (await Assert.ThrowsAsync<AudioFormatException>(() => ProbeAsync(folder.File("picture.png")))).Fault
        );
    }

    [Fact]
    public async Task A_header_with_zero_channels_is_named()
    {
        Recordings.Wave(folder.File("zero.wav"), new float[4410], channels: 0);

        var error = await Assert.ThrowsAsync<AudioContentException>(() => ProbeAsync(folder.File("zero.wav")));

        Assert.Equal(AudioFault.DecodeFailed, error.Fault);
        Assert.Contains("zero channels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_film_cut_off_before_its_index_is_named()
    {
        await Recordings.SineAsync(folder.File("whole.m4a"), 5);
        File.WriteAllBytes(folder.File("cut.m4a"), File.ReadAllBytes(folder.File("whole.m4a"))[..20_000]);

        var error = await Assert.ThrowsAsync<AudioContentException>(() => ProbeAsync(folder.File("cut.m4a")));

        Assert.Equal(AudioFault.DecodeFailed, error.Fault);
        Assert.Contains("cut off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_are_read_with_lower_case_names()
    {
        await Recordings.SineAsync(folder.File("a.flac"), 0.2, "-metadata", "TITLE=Große Glocke", "-metadata", "Date=2021-05-06");
        await Recordings.SineAsync(folder.File("a.mp3"), 0.2, "-metadata", "title=Glocke", "-metadata", "date=1970");

        MediaInfo flac = await ProbeAsync(folder.File("a.flac"));
        MediaInfo mp3 = await ProbeAsync(folder.File("a.mp3"));

        Assert.Equal(("Große Glocke", "2021-05-06"), (flac.Tags["title"], flac.RecordedAt));
        Assert.Equal(("Glocke", "1970"), (mp3.Tags["title"], mp3.RecordedAt));
    }

    [Fact]
    public async Task Chapters_are_cues_and_a_cover_is_no_film()
    {
        string chapters = folder.File("chapters.txt");
        File.WriteAllText(
            chapters,
            ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=Intro\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=500\nEND=1000\ntitle=Verse\n"
        );
        await Recordings.FfmpegAsync("-f", "lavfi", "-i", "testsrc=d=1:s=64x64:r=1", "-frames:v", "1", folder.File("cover.png"));
        await Recordings.SineAsync(folder.File("plain.m4a"), 1);
        string[] inputs = ["-i", folder.File("plain.m4a"), "-i", chapters, "-i", folder.File("cover.png")];
        string[] mapping = ["-map", "0:a", "-map", "2:v", "-map_chapters", "1", "-c", "copy", "-disposition:v:0", "attached_pic"];
        await Recordings.FfmpegAsync([.. inputs, .. mapping, "-f", "mp4", "-brand", "M4A ", folder.File("full.m4a")]);

        MediaInfo info = await ProbeAsync(folder.File("full.m4a"));

        Assert.Equal("m4a", info.Format);
        Assert.Equal([new CueMark(0, "Intro"), new CueMark(0.5, "Verse")], info.Cues);
    }

    [Fact]
    public async Task Cancelling_ends_the_probe()
    {
        Recordings.Wave(folder.File("a.wav"), new float[4410]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new MediaProbe(Recordings.Programs).ProbeAsync(folder.File("a.wav"), new CancellationToken(canceled: true))
        );
    }

    public void Dispose() => folder.Dispose();

    private static Task<MediaInfo> ProbeAsync(string path) =>
        new MediaProbe(Recordings.Programs).ProbeAsync(path, TestContext.Current.CancellationToken);
}
