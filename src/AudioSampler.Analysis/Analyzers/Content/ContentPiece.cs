using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Content;

/// <summary>A part of the timeline while it is being made.</summary>
/// <param name="Blocks">Where it is.</param>
/// <param name="Kind">Music, speech, singing, environment or silence.</param>
/// <param name="Confidence">0…1.</param>
/// <param name="Novelty">How different it is from what comes before; 0 at the start of a stretch.</param>
internal sealed record ContentPiece(Stretch Blocks, SoundKind Kind, double Confidence, float Novelty)
{
    /// <summary>Whether another sound begins here, though it may be of the same kind as the one before.</summary>
    public bool IsOtherSound { get; init; }
}
