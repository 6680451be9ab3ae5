using System.Collections.Immutable;

namespace AudioSampler.Plugins.Results;

/// <summary>What a file is, apart from what is to be heard in it.</summary>
public sealed record FileFacts
{
    /// <summary>Name without folders.</summary>
    public required string Name { get; init; }

    /// <summary>Container found in the content, such as <c>wav</c>, <c>mp3</c>, <c>flac</c>, <c>m4a</c>, <c>ogg</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Codec, by FFmpeg's name, such as <c>pcm_s16le</c>.</summary>
    public required string Codec { get; init; }

    /// <summary>Samples per second.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Number of channels.</summary>
    public required int Channels { get; init; }

    /// <summary>Bits per sample of the source; null for lossy codecs.</summary>
    public int? BitDepth { get; init; }

    /// <summary>Duration of what was decoded, in seconds.</summary>
    public required double DurationS { get; init; }

    /// <summary>Size of the file, in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary><c>sha256:</c> and the hash of the file's bytes.</summary>
    public string? ContentHash { get; init; }

    /// <summary><c>sha256:</c> and the hash of the decoded samples: the same for a retagged copy.</summary>
    public string? AudioHash { get; init; }

    /// <summary>When it was recorded, as ISO 8601, if the metadata say so.</summary>
    public string? RecordedAt { get; init; }

    /// <summary>Text tags of the file, by lower-case name.</summary>
    public ImmutableSortedDictionary<string, string> Metadata
    {
        get => field ?? ImmutableSortedDictionary<string, string>.Empty;
        init;
    }

    /// <summary>Cue points that the file brings along.</summary>
    public ImmutableArray<CuePoint> Cues
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Loops that the file brings along.</summary>
    public ImmutableArray<LoopPoints> Loops
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The quality of the recording; null when nothing was decoded.</summary>
    public QualityFacts? Quality { get; init; }
}
