namespace AudioSampler.Catalog.Marks;

/// <summary>A tag of the user's and how often it is given.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Count">How many files or regions have it.</param>
public sealed record TagCount(string Tag, long Count);
