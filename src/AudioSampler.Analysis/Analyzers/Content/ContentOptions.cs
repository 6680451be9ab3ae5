namespace AudioSampler.Analysis.Analyzers.Content;

/// <summary>How the timeline is cut.</summary>
public sealed record ContentOptions
{
    /// <summary>Shortest segment of sound, in seconds, 0.2…60. Default 1.</summary>
    public double MinimumSegmentSeconds { get; init; } = 1;

    /// <summary>Shortest silence that makes a segment, in seconds, 0.2…60. Default 0.4.</summary>
    public double MinimumSilenceSeconds { get; init; } = 0.4;

    /// <summary>Level below which there is silence whatever the recording, in dBFS, −100…−20. Default −65.</summary>
    public double SilenceDbfs { get; init; } = -65;

    /// <summary>How unwilling the timeline is to change its kind, in nats, 0…100. Default 3.</summary>
    public double ChangePenalty { get; init; } = 3;

    /// <summary>All that is wrong with these options; empty when they are good.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        Check(MinimumSegmentSeconds, 0.2, 60, nameof(MinimumSegmentSeconds));
        Check(MinimumSilenceSeconds, 0.2, 60, nameof(MinimumSilenceSeconds));
        Check(SilenceDbfs, -100, -20, nameof(SilenceDbfs));
        Check(ChangePenalty, 0, 100, nameof(ChangePenalty));
        return problems;

        void Check(double value, double minimum, double maximum, string name)
        {
            if (!(value >= minimum && value <= maximum))
            {
                problems.Add($"{name} is {value}, not {minimum} to {maximum}");
            }
        }
    }
}
