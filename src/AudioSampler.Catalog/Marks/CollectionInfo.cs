namespace AudioSampler.Catalog.Marks;

/// <summary>A named list of files and regions that the user put together.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Files">How many files are in it.</param>
/// <param name="Regions">How many regions are in it.</param>
public sealed record CollectionInfo(long Id, string Name, DateTimeOffset Created, long Files, long Regions);
