namespace AudioSampler.Cli.Output;

/// <summary>The regions of a file, as JSON.</summary>
/// <param name="Path">The file.</param>
/// <param name="Regions">Its regions, in order.</param>
internal sealed record RegionList(string Path, IReadOnlyList<RegionBounds> Regions);
