using System.Collections.Immutable;

namespace AudioSampler.Audio.Metadata;

/// <summary>What the chunks of a WAV or AIFF file say beside the samples.</summary>
internal sealed record ChunkFacts
{
    /// <summary>True for WAV (RIFF, RF64, BW64) and AIFF files: their cues come from here, not from FFmpeg.</summary>
    public bool IsChunked { get; init; }

    /// <summary>Cue points, in order of time.</summary>
    public ImmutableArray<CueMark> Cues { get; init; } = [];

    /// <summary>Loops, in the file's order.</summary>
    public ImmutableArray<LoopMark> Loops { get; init; } = [];

    /// <summary>Date and time of a broadcast extension; null when there is none or it can't be true.</summary>
    public string? RecordedAt { get; init; }

    /// <summary>What the length of the sound's chunk says.</summary>
    public HeaderLength HeaderLength { get; init; }
}
