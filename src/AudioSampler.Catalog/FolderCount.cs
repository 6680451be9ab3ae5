namespace AudioSampler.Catalog;

/// <summary>A folder with the files that the catalogue has in it and below.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Name">Its name.</param>
/// <param name="Files">How many files.</param>
/// <param name="Folders">Whether some of them are in folders below it.</param>
public sealed record FolderCount(string Path, string Name, long Files, bool Folders);
