namespace AudioSampler.Analysis.Analyzers.Notes;

/// <summary>How notes are found.</summary>
public sealed record NotesOptions
{
    /// <summary>Longest region that is listened to for notes in an analysis, in seconds; 0 for none. Longer ones are done on demand.</summary>
    public double LongestSeconds { get; init; } = 60;

    /// <summary>Activation above which a peak begins a note, 0.05 to 0.95.</summary>
    public double OnsetThreshold { get; init; } = 0.5;

    /// <summary>Activation under which a note ends, 0.05 to 0.95.</summary>
    public double FrameThreshold { get; init; } = 0.3;

    /// <summary>Mean activation under which a note is left out, 0 to 0.95. The published decoder leaves none out; what is weaker is wrong more often than right.</summary>
    public double LeastActivation { get; init; } = 0.4;

    /// <summary>Shortest note, in seconds; 0.02 to 1.</summary>
    public double ShortestSeconds { get; init; } = 0.1277;

    /// <summary>All that is wrong with the values; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        Require(LongestSeconds >= 0, $"LongestSeconds is {LongestSeconds}: 0 or more is allowed");
        Require(OnsetThreshold is >= 0.05 and <= 0.95, $"OnsetThreshold is {OnsetThreshold}: 0.05 to 0.95 is allowed");
        Require(FrameThreshold is >= 0.05 and <= 0.95, $"FrameThreshold is {FrameThreshold}: 0.05 to 0.95 is allowed");
        Require(LeastActivation is >= 0 and <= 0.95, $"LeastActivation is {LeastActivation}: 0 to 0.95 is allowed");
        Require(ShortestSeconds is >= 0.02 and <= 1, $"ShortestSeconds is {ShortestSeconds}: 0.02 to 1 is allowed");
        return problems;

        void Require(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }
}
