namespace AudioSampler.Catalog;

/// <summary>A file that was taken out of the catalogue and can still come back.</summary>
/// <param name="FileId">The number that it had, and will have again.</param>
/// <param name="Path">Its absolute path.</param>
/// <param name="Name">Its name without folders.</param>
/// <param name="Removed">When it was removed.</param>
/// <param name="Until">When it is forgotten, with its results and all that the user said of it.</param>
/// <param name="HistoryId">The entry of the history that removed it: undoing that brings all back that it removed.</param>
public sealed record RemovedFile(long FileId, string Path, string Name, DateTimeOffset Removed, DateTimeOffset Until, long HistoryId);
