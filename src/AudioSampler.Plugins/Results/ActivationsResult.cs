namespace AudioSampler.Plugins.Results;

/// <summary>What the tagging network heard in a region. Its scores, window after window, are an artifact that other analyzers share.</summary>
public sealed record ActivationsResult
{
    /// <summary>The network: <c>embedded</c>, <c>efficientat-mn04</c>, <c>passt-s</c> …</summary>
    public required string Model { get; init; }

    /// <summary>Time from one window to the next, in seconds.</summary>
    public required double HopS { get; init; }

    /// <summary>Number of labels that it tells apart.</summary>
    public required int Labels { get; init; }

    /// <summary>The region as a whole, for searching by ear; null when it is digital silence.</summary>
    public SoundEmbedding? Embedding { get; init; }

    /// <summary>Why the network runs on the processor though a GPU was asked for; null when that isn't so.</summary>
    public string? Fallback { get; init; }
}
