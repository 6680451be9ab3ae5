namespace AudioSampler.Catalog.Model;

/// <summary>A folder or a single file that the user added: it, and what lies below it, may be served.</summary>
public sealed class RootRow
{
    /// <summary>Number, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>Absolute path, with symbolic links resolved; unique.</summary>
    public required string Path { get; set; }

    /// <summary>When it was added, in UTC ticks.</summary>
    public long AddedTicks { get; set; }

    /// <summary>Whether what appears in it is analysed at once.</summary>
    public bool Watched { get; set; }
}
