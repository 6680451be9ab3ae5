namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>What the tempo analyzer looks for.</summary>
public sealed record TempoOptions
{
    /// <summary>Slowest tempo considered, in beats a minute; 30 to 240, default 30.</summary>
    public double LowestBpm { get; init; } = 30;

    /// <summary>Fastest tempo considered, in beats a minute; 30 to 240, default 240.</summary>
    public double HighestBpm { get; init; } = 240;

    /// <summary>Shortest region analysed, in seconds; 1 or more, default 1.5.</summary>
    public double ShortestSeconds { get; init; } = 1.5;

    /// <summary>A tempo is claimed when there is a pulse with at least this probability; 0…1, default 0.7.</summary>
    public double PulseThreshold { get; init; } = 0.7;

    /// <summary>A meter is named when it is right with at least this probability; 0…1, default 0.33: with eight meters to tell apart the best one rarely has half.</summary>
    public double MeterThreshold { get; init; } = 0.33;

    /// <summary>All that is wrong with the values; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        Check(LowestBpm is >= 30 and <= 240, "LowestBpm is 30 to 240");
        Check(HighestBpm is >= 30 and <= 240, "HighestBpm is 30 to 240");
        Check(HighestBpm >= 1.1 * LowestBpm, "HighestBpm is at least 1.1 times LowestBpm");
        Check(ShortestSeconds >= 1, "ShortestSeconds is 1 or more");
        Check(PulseThreshold is >= 0 and <= 1, "PulseThreshold is 0 to 1");
        Check(MeterThreshold is >= 0 and <= 1, "MeterThreshold is 0 to 1");
        return problems;

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }
}
