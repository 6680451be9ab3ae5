namespace AudioSampler.Server.Models;

/// <summary>A folder, or a single file, that may be analysed and played over HTTP.</summary>
/// <param name="Path">Absolute path, without links.</param>
/// <param name="Present">Whether it is there now.</param>
/// <param name="Folder">Whether it is a folder, which can be watched; false of a single file, and of what is not there now.</param>
public sealed record RootInfo(string Path, bool Present, bool Folder);
