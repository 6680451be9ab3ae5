namespace AudioSampler.Plugins.Results;

/// <summary>A stretch with one chord.</summary>
/// <param name="StartS">Start, in seconds from the start of the file.</param>
/// <param name="EndS">End, in seconds from the start of the file.</param>
/// <param name="Chord">Such as <c>Am</c>, <c>G7</c>, <c>Cmaj7</c>, <c>Dm7</c>, <c>Bdim</c>; <c>N</c> for none.</param>
/// <param name="Confidence">How sure that is, 0…1.</param>
public sealed record ChordSpan(double StartS, double EndS, string Chord, double Confidence);
