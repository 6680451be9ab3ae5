using System.Collections.Immutable;
using AudioSampler.Audio.Metadata;

namespace AudioSampler.Audio.Ffmpeg;

/// <summary>What a file says of itself: its first audio stream, and its metadata.</summary>
public sealed record MediaInfo
{
    /// <summary>Absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>Size of the file, in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Container found in the content, as a short name: <c>wav</c>, <c>aiff</c>, <c>mp3</c>, <c>flac</c>, <c>m4a</c>, <c>ogg</c>,
    /// <c>opus</c>, <c>wma</c>, <c>mp4</c>, <c>mkv</c>, <c>webm</c> …</summary>
    public required string Format { get; init; }

    /// <summary>Codec, by FFmpeg's name, such as <c>pcm_s16le</c>.</summary>
    public required string Codec { get; init; }

    /// <summary>Samples per second; above 0.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Number of channels; above 0.</summary>
    public required int Channels { get; init; }

    /// <summary>FFmpeg's name of the channel layout, such as <c>5.1(side)</c>; null when the file doesn't say.</summary>
    public string? ChannelLayout { get; init; }

    /// <summary>Bits per sample of the source; null for lossy codecs.</summary>
    public int? BitDepth { get; init; }

    /// <summary>Duration by the header, in seconds; null when the header has none that can be trusted.</summary>
    public double? HeaderDurationSeconds { get; init; }

    /// <summary>Duration by the header or, failing that, estimated from the size and the bit rate, in seconds; null when nothing is known.</summary>
    public double? EstimatedDurationSeconds { get; init; }

    /// <summary>Text tags, by lower-case name.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>When it was recorded, as ISO 8601 (a year at least); null when the metadata don't say, or not plausibly.</summary>
    public string? RecordedAt { get; init; }

    /// <summary>Cue points and chapters, in order of time.</summary>
    public ImmutableArray<CueMark> Cues { get; init; } = [];

    /// <summary>Loops, in the file's order.</summary>
    public ImmutableArray<LoopMark> Loops { get; init; } = [];

    /// <summary>What the length fields of a WAV header say against the bytes that are there.</summary>
    public HeaderLength HeaderLength { get; init; }
}
