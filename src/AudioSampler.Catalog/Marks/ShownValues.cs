namespace AudioSampler.Catalog.Marks;

/// <summary>Values that are shown now and that a correction may start from.</summary>
/// <param name="Bpm">Beats per minute; null when there is no tempo.</param>
internal readonly record struct ShownValues(double? Bpm);
