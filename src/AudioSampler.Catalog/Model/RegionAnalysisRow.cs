using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Model;

/// <summary>What one analyzer had to say of one region.</summary>
public sealed class RegionAnalysisRow
{
    /// <summary>The region.</summary>
    public long RegionId { get; set; }

    /// <summary>Name of the analyzer.</summary>
    public required string Analyzer { get; set; }

    /// <summary>Whether there is a result: ok, failed, skipped.</summary>
    public required string Status { get; set; }

    /// <summary>Version of the analyzer.</summary>
    public required string Version { get; set; }

    /// <summary>The <see cref="AnalyzerRecord"/> as JSON; null when it is long and stands in <see cref="Packed"/>.</summary>
    public string? Record { get; set; }

    /// <summary>The <see cref="AnalyzerRecord"/> as UTF-8 JSON under Brotli, when it is long; else null.</summary>
    public byte[]? Packed { get; set; }
}
