namespace AudioSampler.Catalog.Model;

/// <summary>A tag that the user gave. Those of the analysis stand in <see cref="TagRow"/>; the two are never mixed.</summary>
public sealed class MarkTagRow
{
    /// <summary>The mark.</summary>
    public long MarkId { get; set; }

    /// <summary>The tag, as the user wrote it first.</summary>
    public required string Tag { get; set; }
}
