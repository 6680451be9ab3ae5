namespace AudioSampler.Dsp.Tonal;

/// <summary>Where the partials of a recording lie between the semitones of A4 = 440 Hz.</summary>
/// <param name="Cents">Mean deviation, −50 to 50.</param>
/// <param name="Concentration">How closely they keep to it: 0 spread evenly, 1 all at the same deviation.</param>
public sealed record Tuning(double Cents, double Concentration);
