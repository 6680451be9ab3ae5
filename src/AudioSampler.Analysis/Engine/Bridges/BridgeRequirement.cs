namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>A file or folder without which a bridge can't run, such as its packages.</summary>
/// <param name="Path">Path within the folder of the plugin.</param>
/// <param name="Remedy">What to do when it is missing, such as <c>run npm ci in this folder</c>.</param>
public sealed record BridgeRequirement(string Path, string Remedy);
