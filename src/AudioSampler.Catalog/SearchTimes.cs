namespace AudioSampler.Catalog;

/// <summary>How long searches took since the catalogue was opened.</summary>
/// <param name="Count">Searches so far.</param>
/// <param name="MedianMs">Half of the last thousand took no longer than this, in milliseconds; null before the first.</param>
/// <param name="P95Ms">Of the last thousand, 95 % took no longer than this, in milliseconds; null before the first.</param>
public sealed record SearchTimes(long Count, double? MedianMs, double? P95Ms);
