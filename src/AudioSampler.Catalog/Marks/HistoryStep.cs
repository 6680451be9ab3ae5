namespace AudioSampler.Catalog.Marks;

/// <summary>What came of undoing an entry of the history, or of doing it again.</summary>
/// <param name="Entry">The entry as it stands now; null when there is none that this can be done to, or something is in the way.</param>
/// <param name="Obstacle">What is in the way; nothing was changed then. Null when nothing is.</param>
public sealed record HistoryStep(HistoryEntry? Entry, HistoryObstacle? Obstacle);
