namespace AudioSampler.Server.Models;

/// <summary>How an analyzer went since the server's start.</summary>
/// <param name="Runs">Regions analysed.</param>
/// <param name="Failed">Of them failed.</param>
/// <param name="MeanMs">Mean time for a region, in milliseconds.</param>
public sealed record PluginTimings(long Runs, long Failed, double MeanMs);
