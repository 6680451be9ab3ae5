namespace AudioSampler.Plugins.Results;

/// <summary>What found a key.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="Environment">Where it ran, such as <c>dotnet</c>.</param>
/// <param name="AccuracyRate">How right the method was when last measured; null when nobody measured it.</param>
/// <param name="Version">Version of the method.</param>
public sealed record KeyMetadata(string Method, string Environment, AccuracyRate? AccuracyRate, string Version);
