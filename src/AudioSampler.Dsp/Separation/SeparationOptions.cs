namespace AudioSampler.Dsp.Separation;

/// <summary>The windows of the harmonic/percussive split.</summary>
public sealed record SeparationOptions
{
    /// <summary>Frames of the median over time, odd, 3 or more. Default 17: about 0.4 s at 23 ms a hop.</summary>
    public int TimeFrames { get; init; } = 17;

    /// <summary>Bins of the median over frequency, odd, 3 or more. Default 17: about 180 Hz at 11 Hz a bin.</summary>
    public int FrequencyBins { get; init; } = 17;

    /// <summary>All that is wrong with these options; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        foreach ((string name, int length) in new[] { (nameof(TimeFrames), TimeFrames), (nameof(FrequencyBins), FrequencyBins) })
        {
            if (length < 3 || length % 2 == 0)
            {
                problems.Add($"{name} is {length}: an odd number, 3 or more, is wanted");
            }
        }

        return problems;
    }
}
