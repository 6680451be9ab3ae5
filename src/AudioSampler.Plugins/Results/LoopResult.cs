namespace AudioSampler.Plugins.Results;

/// <summary>A loop: where it begins and ends, and what its length says of its tempo.</summary>
/// <param name="Bars">Number of bars; null when the meter is not known.</param>
/// <param name="Beats">Number of beats.</param>
/// <param name="Bpm">Beats a minute that the length implies.</param>
/// <param name="StartS">Best start, a rising zero crossing, in seconds from the start of the file.</param>
/// <param name="EndS">Best end, where the sound is as at the start, in seconds from the start of the file.</param>
/// <param name="SeamCost">How much the sound differs across the seam, 0 (not at all) to 1; above about 0.5 it can be heard.</param>
public sealed record LoopResult(int? Bars, int Beats, double Bpm, double StartS, double EndS, double SeamCost);
