namespace AudioSampler.Analysis.Analyzers.Speech;

/// <summary>How voices are found.</summary>
public sealed record SpeechOptions
{
    /// <summary>Whether the network for voices listens too. Default false: it takes half as long as all else together.</summary>
    public bool Detect { get; init; }
}
