namespace AudioSampler.Plugins.Results;

/// <summary>What another method than the one that answered says of the key.</summary>
/// <param name="Method">Name of the method: <c>native</c> or <c>essentia</c>.</param>
/// <param name="Key">Such as <c>A minor</c>; null when it found none.</param>
/// <param name="Score">How well the key fits by that method's own measure, 0…1; measures of two methods can't be compared. Null without a key.</param>
/// <param name="Agrees">Whether it is the same as the answer.</param>
public sealed record KeyOpinion(string Method, string? Key, double? Score, bool Agrees);
