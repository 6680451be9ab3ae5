namespace AudioSampler.Catalog.Model;

/// <summary>A region of one generation.</summary>
public sealed class RegionRow
{
    /// <summary>Number, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The generation.</summary>
    public long GenerationId { get; set; }

    /// <summary>Position in the file, from 0.</summary>
    public int Position { get; set; }

    /// <summary>Name for people, such as <c>take1-r1</c>.</summary>
    public required string Name { get; set; }

    /// <summary>Start, in seconds from the start of the file.</summary>
    public double StartS { get; set; }

    /// <summary>End, in seconds from the start of the file.</summary>
    public double EndS { get; set; }

    /// <summary>Largest absolute sample, in dBFS; null for digital silence.</summary>
    public double? PeakDbfs { get; set; }

    /// <summary>RMS level, in dBFS; null for digital silence.</summary>
    public double? RmsDbfs { get; set; }
}
