namespace AudioSampler.Server.Models;

/// <summary>A folder and its disk, in bytes.</summary>
/// <param name="Path">The folder.</param>
/// <param name="TotalBytes">Size of its disk.</param>
/// <param name="FreeBytes">Free for this user.</param>
/// <param name="UsedBytes">What this program has there.</param>
public sealed record FolderSpace(string Path, long TotalBytes, long FreeBytes, long UsedBytes);
