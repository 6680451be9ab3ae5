namespace AudioSampler.Plugins.Results;

/// <summary>What found a key by Essentia.</summary>
/// <param name="Method">Algorithm and profile.</param>
/// <param name="Environment">Where it ran, such as <c>node 20.20.2</c>.</param>
/// <param name="AccuracyRate">How right it was when last measured; null when nobody measured it.</param>
/// <param name="EssentiaVersion">Version of the library.</param>
public sealed record EssentiaMetadata(string Method, string Environment, AccuracyRate? AccuracyRate, string EssentiaVersion);
