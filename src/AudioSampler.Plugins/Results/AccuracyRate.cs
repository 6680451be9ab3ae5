namespace AudioSampler.Plugins.Results;

/// <summary>A measured accuracy.</summary>
/// <param name="Value">0…1.</param>
/// <param name="Set">The labelled set that it was measured on, with the measure.</param>
public sealed record AccuracyRate(double Value, string Set);
