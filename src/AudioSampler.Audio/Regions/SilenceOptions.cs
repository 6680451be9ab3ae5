namespace AudioSampler.Audio.Regions;

/// <summary>What counts as silence between regions.</summary>
public sealed record SilenceOptions
{
    /// <summary>Anything below is silence, whatever the noise floor; dBFS (RMS), −100…−20, default −60. In quiet files it goes down with the loudest sound.</summary>
    public double AbsoluteThresholdDbfs { get; init; } = -60;

    /// <summary>A sound has to rise this far above the noise floor; dB, 3…40, default 6. Where the noise itself wavers more, its own spread counts.</summary>
    public double RelativeThresholdDb { get; init; } = 6;

    /// <summary>A region ends this far below the level at which it may begin; dB, 0…20, default 3.</summary>
    public double HysteresisDb { get; init; } = 3;

    /// <summary>Shorter silences don't divide a region; seconds, 0.05…60, default 0.55: longer than the pauses inside a sentence.</summary>
    public double MinimumSilenceSeconds { get; init; } = 0.55;

    /// <summary>Shorter sounds make no region, unless there is nothing else; seconds, 0…60, default 0.1.</summary>
    public double MinimumRegionSeconds { get; init; } = 0.1;

    /// <summary>Room left before and after a region, as far as the silence reaches; seconds, 0…5, default 0.05.</summary>
    public double PaddingSeconds { get; init; } = 0.05;

    /// <summary>Checks all ranges.</summary>
    /// <returns>One line for each value out of its range; empty when all is well.</returns>
    public IReadOnlyList<string> Validate()
    {
        List<string> problems = [];
        Check("absolute threshold", AbsoluteThresholdDbfs, -100, -20, "dBFS");
        Check("relative threshold", RelativeThresholdDb, 3, 40, "dB");
        Check("hysteresis", HysteresisDb, 0, 20, "dB");
        Check("minimum silence", MinimumSilenceSeconds, 0.05, 60, "s");
        Check("minimum region", MinimumRegionSeconds, 0, 60, "s");
        Check("padding", PaddingSeconds, 0, 5, "s");
        return problems;

        void Check(string name, double value, double least, double most, string unit)
        {
            if (!(value >= least && value <= most))
            {
                problems.Add($"{name} is {value} {unit}, but has to be {least} to {most} {unit}");
            }
        }
    }
}
