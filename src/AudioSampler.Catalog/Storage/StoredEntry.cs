using AudioSampler.Catalog.Marks;

namespace AudioSampler.Catalog.Storage;

/// <summary>An entry of the history with what it changed.</summary>
internal sealed record StoredEntry(HistoryEntry Entry, HistoryChanges Changes);
