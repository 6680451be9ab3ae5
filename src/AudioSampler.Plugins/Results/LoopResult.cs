namespace AudioSampler.Plugins.Results;

/// <summary>A loop: where it begins and ends, and what its length says of its tempo.</summary>
/// <param name="Bars">Number of bars; null when the meter is not known.</param>
/// <param name="Beats">Number of beats.</param>
/// <param name="Bpm">Beats a minute that the length implies.</param>
/// <param name="StartS">Best start, at a rising zero crossing, in seconds from the start of the file.</param>
/// <param name="EndS">Its end, that of the file, in seconds from the start of the file.</param>
/// <param name="SeamCost">The step from the last sample to the first, against four times the level around: 0 (none) to 1.</param>
public sealed record LoopResult(int? Bars, int Beats, double Bpm, double StartS, double EndS, double SeamCost);
