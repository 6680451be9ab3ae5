namespace AudioSampler.Catalog.Model;

/// <summary>A file that the user took out of the catalogue: its row as it was, so that it can come back.</summary>
public sealed class RemovedFileRow : StoredFile
{
    /// <summary>When it was removed, in UTC ticks.</summary>
    public long RemovedTicks { get; set; }

    /// <summary>The entry of the history that removed it.</summary>
    public long HistoryId { get; set; }
}
