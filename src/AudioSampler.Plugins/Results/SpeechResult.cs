using System.Collections.Immutable;

namespace AudioSampler.Plugins.Results;

/// <summary>Where voices are heard, speaking or singing.</summary>
public sealed record SpeechResult
{
    /// <summary>The network that listened, with its version.</summary>
    public required string Model { get; init; }

    /// <summary>Share of the region in which there is a voice, 0…1.</summary>
    public required double Share { get; init; }

    /// <summary>The stretches with a voice, in their order.</summary>
    public required ImmutableArray<VoiceStretch> Stretches { get; init; }
}
