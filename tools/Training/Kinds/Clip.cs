using AudioSampler.Plugins.Results;

namespace AudioSampler.Training.Kinds;

/// <summary>A recording of one known kind.</summary>
/// <param name="Source">Where it comes from; clips of one source stand on one side of every split.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Samples">Mono at 22 050 Hz.</param>
public sealed record Clip(string Source, SoundKind Kind, float[] Samples)
{
    public const int SampleRate = 22_050;

    /// <summary>Not allowed in a model that is shipped: used to test only.</summary>
    public bool TestOnly { get; init; }

    public double Seconds => (double)Samples.Length / SampleRate;
}
