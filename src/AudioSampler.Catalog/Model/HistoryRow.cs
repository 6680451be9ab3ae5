namespace AudioSampler.Catalog.Model;

/// <summary>Something that the user did, so that it can be undone.</summary>
public sealed class HistoryRow
{
    /// <summary>Number, growing and never used twice.</summary>
    public long Id { get; set; }

    /// <summary>When, in UTC ticks.</summary>
    public long AtTicks { get; set; }

    /// <summary>What, in a few words for people.</summary>
    public required string Action { get; set; }

    /// <summary>How many files, regions or collections it was done to.</summary>
    public int Count { get; set; }

    /// <summary>What it changed, as a JSON object; of rows of before, the marks as they were and as they became, as a JSON array.</summary>
    public required string Changes { get; set; }

    /// <summary>Whether it was undone.</summary>
    public bool Undone { get; set; }
}
