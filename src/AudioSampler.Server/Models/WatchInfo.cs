namespace AudioSampler.Server.Models;

/// <summary>A folder that is watched: what appears or changes in it is analysed.</summary>
/// <param name="Path">Absolute path, without links.</param>
/// <param name="State"><c>watching</c>: changes are seen at once; <c>polling</c>: it is looked through every minute, because the system can't tell of changes;
/// <c>missing</c>: the folder is not there now, and is looked for every five seconds.</param>
/// <param name="Problem">Why changes are not seen at once, with the remedy; null when they are.</param>
public sealed record WatchInfo(string Path, string State, string? Problem);
