namespace AudioSampler.Server.Models;

/// <summary>One channel of a waveform; full scale is ±1.</summary>
/// <param name="Min">Smallest sample per point.</param>
/// <param name="Max">Largest sample per point.</param>
/// <param name="Rms">RMS per point.</param>
public sealed record WaveformChannel(IReadOnlyList<float> Min, IReadOnlyList<float> Max, IReadOnlyList<float> Rms);
