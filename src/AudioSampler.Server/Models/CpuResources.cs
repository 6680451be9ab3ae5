namespace AudioSampler.Server.Models;

/// <summary>Processor.</summary>
public sealed record CpuResources
{
    /// <summary>Cores that the process may use, as its container sees them.</summary>
    public required int Cores { get; init; }

    /// <summary>Processor time that a control group grants, in cores, such as 1.5; null without a quota.</summary>
    public double? QuotaCores { get; init; }

    /// <summary>Cores that analysis may use.</summary>
    public required int AnalysisCores { get; init; }

    /// <summary>The same as a share of all, 0…1.</summary>
    public required double Share { get; init; }

    /// <summary>How much workers stand back behind other programs, 0…19.</summary>
    public required int Niceness { get; init; }

    /// <summary>Tasks that ran or waited to run on the whole machine, averaged over 1, 5 and 15 minutes; empty where the system doesn't say.</summary>
    public required IReadOnlyList<double> Load { get; init; }
}
