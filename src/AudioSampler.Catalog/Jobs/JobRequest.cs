using System.Collections.Immutable;
using AudioSampler.Analysis.Engine;

namespace AudioSampler.Catalog.Jobs;

/// <summary>What a job is to do. Two requests that ask for the same are written in the same way, whatever folder they were made in.</summary>
public sealed record JobRequest
{
    private JobRequest(ImmutableArray<string> paths, AnalysisRequest analysis)
    {
        Paths = paths;
        Analysis = analysis;
    }

    /// <summary>Absolute paths of files and folders, each once, in the order given.</summary>
    public ImmutableArray<string> Paths { get; }

    /// <summary>What to do with each file; names of analyzers in order, each once.</summary>
    public AnalysisRequest Analysis { get; }

    /// <summary>Jobs of a higher number come first. Default 0.</summary>
    public int Priority { get; init; }

    /// <summary>Makes a request.</summary>
    /// <param name="paths">Files and folders, relative to the current folder or absolute.</param>
    /// <param name="analysis">What to do with each file.</param>
    public static JobRequest Of(IEnumerable<string> paths, AnalysisRequest analysis) =>
        new(
            [.. paths.Select(path => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))).Distinct(StringComparer.Ordinal)],
            analysis with
            {
                Only = analysis.Only is { } names ? [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : null,
            }
        );
}
