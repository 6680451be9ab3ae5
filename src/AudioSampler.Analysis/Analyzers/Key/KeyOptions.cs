namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>How keys are found.</summary>
public sealed record KeyOptions
{
    /// <summary>Who says which key it is. Default native: what a bridge says changes nothing then.</summary>
    public KeyMethod Method { get; init; } = KeyMethod.Native;

    /// <summary>Length of the stretches that are given a key each, in seconds; 2 to 60.</summary>
    public double WindowSeconds { get; init; } = 10;

    /// <summary>From stretch to stretch, in seconds; 0.5 to <see cref="WindowSeconds"/>.</summary>
    public double HopSeconds { get; init; } = 5;

    /// <summary>What a change of key has to gain in summed log probability; 0 to 100. The larger, the fewer changes.</summary>
    public double ChangePenalty { get; init; } = 4;

    /// <summary>Shortest region that is given a key, in seconds; 0.5 to 60.</summary>
    public double MinSeconds { get; init; } = 1.5;

    /// <summary>Probability that the region is tonal music under which no key is given, 0 to 1.</summary>
    public double MinTonal { get; init; } = 0.5;

    /// <summary>Number of alternatives given, 0 to 23.</summary>
    public int Alternatives { get; init; } = 5;

    /// <summary>All that is wrong with the values; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        Require(Enum.IsDefined(Method), $"Method is {Method}: native, essentia and both are allowed");
        Require(WindowSeconds is >= 2 and <= 60, $"WindowSeconds is {WindowSeconds}: 2 to 60 is allowed");
        Require(HopSeconds >= 0.5 && HopSeconds <= WindowSeconds, $"HopSeconds is {HopSeconds}: 0.5 to WindowSeconds is allowed");
        Require(ChangePenalty is >= 0 and <= 100, $"ChangePenalty is {ChangePenalty}: 0 to 100 is allowed");
        Require(MinSeconds is >= 0.5 and <= 60, $"MinSeconds is {MinSeconds}: 0.5 to 60 is allowed");
        Require(MinTonal is >= 0 and <= 1, $"MinTonal is {MinTonal}: 0 to 1 is allowed");
        Require(Alternatives is >= 0 and < MusicalKey.Count, $"Alternatives is {Alternatives}: 0 to 23 is allowed");
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
