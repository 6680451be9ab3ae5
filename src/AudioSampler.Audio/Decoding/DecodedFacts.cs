using System.Collections.Immutable;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;
using AudioSampler.Dsp.Levels;

namespace AudioSampler.Audio.Decoding;

/// <summary>What the folder of a decoded recording says of itself (<see cref="DecodedFiles.Facts"/>).</summary>
internal sealed record DecodedFacts
{
    public required MediaInfo Info { get; init; }

    public required long Frames { get; init; }

    public required string ContentHash { get; init; }

    public required string AudioHash { get; init; }

    public required ImmutableArray<DecodeWarning> Warnings { get; init; }

    public required SignalQuality Quality { get; init; }

    public required StoredSampleFormat SampleFormat { get; init; }

    public required bool HasNetworkSignal { get; init; }
}
