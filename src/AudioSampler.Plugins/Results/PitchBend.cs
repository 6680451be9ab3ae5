namespace AudioSampler.Plugins.Results;

/// <summary>A change of a note's pitch.</summary>
/// <param name="TimeS">When, in seconds from the start of the file.</param>
/// <param name="Cents">Deviation from the tempered pitch from then on, in cents; steps of a third of a semitone.</param>
public sealed record PitchBend(double TimeS, double Cents);
