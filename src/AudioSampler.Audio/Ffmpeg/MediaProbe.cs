using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AudioSampler.Audio.Metadata;

namespace AudioSampler.Audio.Ffmpeg;

/// <summary>Finds out what a file is, by its content and never by its name.</summary>
/// <param name="programs">The FFmpeg installation to ask.</param>
public sealed class MediaProbe(FfmpegPrograms programs)
{
    private const int LongestAnswerBytes = 32 << 20;

    private static readonly string[] Questions =
    [
        "-v",
        "warning",
        "-hide_banner",
        "-print_format",
        "json",
        "-show_format",
        "-show_streams",
        "-show_chapters",
    ];

    /// <summary>Probes a file: its container, its first audio stream and its metadata.</summary>
    /// <exception cref="AudioAccessException">It is missing, may not be read, or has no valid name.</exception>
    /// <exception cref="AudioFormatException">Its format is unknown or not allowed, or it has no audio stream.</exception>
    /// <exception cref="AudioContentException">It is empty, or too damaged to tell its rate and channels.</exception>
    /// <exception cref="FfmpegMissingException"><c>ffprobe</c> can't be started.</exception>
    public async Task<MediaInfo> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        using var file = InputFile.Open(path);
        return await ProbeAsync(file, cancellationToken);
    }

    /// <summary>As the other, with the file opened already.</summary>
    internal async Task<MediaInfo> ProbeAsync(InputFile file, CancellationToken cancellationToken)
    {
        await using var process = ToolProcess.Start(programs.FfprobePath, [.. Questions, .. InputArguments.For(file)], programs.Niceness);
        string json = await process.ReadTextAsync(LongestAnswerBytes, cancellationToken);
        int exitCode = await process.WaitAsync(cancellationToken);
        if (exitCode != 0 || Parse(json) is not { Format: { FormatName: { } demuxer } format } document)
        {
            throw await FfmpegErrors.OfProbeAsync(file.Path, exitCode, process.Messages, cancellationToken);
        }

        ProbeDocument.Stream[] streams = document.Streams ?? [];
        ProbeDocument.Stream audio =
            streams.FirstOrDefault(stream => stream.CodecType is "audio")
            ?? throw new AudioFormatException(
                AudioFault.NoAudio,
                $"{ShownPath.Of(file.Path)}: there is no sound in this file; choose another"
            );
        if (!int.TryParse(audio.SampleRate, out int sampleRate) || sampleRate <= 0 || audio.Channels is not > 0)
        {
            throw FfmpegErrors.OfStream(file.Path, audio.Channels, sampleRate, process.Messages);
        }

        return Describe(file, demuxer, format, streams, audio, document.Chapters ?? [], process.Messages);
    }

    private static ProbeDocument? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ProbeJson.Default.ProbeDocument);
        }
        catch (JsonException)
        {
            return null; // cut off at the limit, or the program died while it wrote: told by the caller as a failed probe
        }
    }

    private static MediaInfo Describe(
        InputFile file,
        string demuxer,
        ProbeDocument.Container format,
        ProbeDocument.Stream[] streams,
        ProbeDocument.Stream audio,
        ProbeDocument.Chapter[] chapters,
        ToolMessages messages
    )
    {
        bool hasVideo = streams.Any(stream => stream.CodecType is "video" && stream.Disposition?.GetValueOrDefault("attached_pic") != 1);
        string codec = audio.CodecName ?? "unknown";
        string name = ContainerFormats.NameOf(
            demuxer,
            format.Tags?.GetValueOrDefault("major_brand"),
            codec,
            hasVideo,
            demuxer.StartsWith("matroska", StringComparison.Ordinal) && WebmHead.IsAt(file.Handle)
        );
        int sampleRate = int.Parse(audio.SampleRate!);
        double? stated = Seconds(audio.Duration) ?? Seconds(format.Duration);
        ChunkFacts chunks = ChunkReader.Read(file.Handle, file.SizeBytes, sampleRate);
        var tags = TextTags.Merge(audio.Tags, format.Tags);
        return new MediaInfo
        {
            Path = file.Path,
            SizeBytes = file.SizeBytes,
            Format = name,
            Codec = codec,
            SampleRate = sampleRate,
            Channels = audio.Channels!.Value,
            ChannelLayout = audio.ChannelLayout is null or "unknown" ? null : audio.ChannelLayout,
            BitDepth = BitDepthOf(audio),
            HeaderDurationSeconds = ContainerFormats.StatesLength(name) && !messages.Contain("Estimating duration") ? stated : null,
            EstimatedDurationSeconds = stated,
            Tags = tags,
            RecordedAt = chunks.RecordedAt ?? RecordingDate.Of(tags),
            Cues = chunks.IsChunked ? chunks.Cues : Marks(chapters),
            Loops = chunks.Loops,
            HeaderLength = chunks.HeaderLength,
        };
    }

    private static int? BitDepthOf(ProbeDocument.Stream audio)
    {
        bool lossless =
            audio.CodecName is { } codec
            && (
                codec.StartsWith("pcm_", StringComparison.Ordinal) && codec is not ("pcm_alaw" or "pcm_mulaw")
                || codec is "flac" or "alac" or "wavpack" or "tta" or "ape" or "tak" or "shorten" or "truehd" or "mlp" or "wmalossless"
            );
        if (!lossless)
        {
            return null;
        }

        int bits = int.TryParse(audio.BitsPerRawSample, out int raw) && raw > 0 ? raw : audio.BitsPerSample ?? 0;
        return bits > 0 ? bits : null;
    }

    private static ImmutableArray<CueMark> Marks(ProbeDocument.Chapter[] chapters) =>
        [
            .. chapters
                .Select(chapter => (Start: Seconds(chapter.StartTime), Title: chapter.Tags?.GetValueOrDefault("title")))
                .Where(chapter => chapter.Start is >= 0)
                .Select(chapter => new CueMark(chapter.Start!.Value, chapter.Title))
                .OrderBy(mark => mark.TimeSeconds),
        ];

    private static double? Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && double.IsFinite(seconds)
            ? seconds
            : null;
}
