using AudioSampler.Plugins.Results;

namespace AudioSampler.Training.Kinds;

/// <summary>One vector of statistics and its kind.</summary>
/// <param name="Source">Where the sound comes from.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Values">The statistics.</param>
/// <param name="Original">Whether the sound is as recorded, whole.</param>
/// <param name="TestOnly">Not for training.</param>
public sealed record Example(string Source, SoundKind Kind, float[] Values, bool Original, bool TestOnly);
