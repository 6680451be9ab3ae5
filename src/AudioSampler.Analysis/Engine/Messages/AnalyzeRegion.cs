using System.Collections.Immutable;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine.Messages;

/// <summary>Asks for one region of the open file. Several regions may be asked for at once.</summary>
/// <param name="Region">The region, with what is known of it already: analyzers that stand in <see cref="RegionDocument.Analyses"/> are not run again.</param>
/// <param name="Analyzers">Names of the analyzers to run.</param>
public sealed record AnalyzeRegion(RegionDocument Region, ImmutableArray<string> Analyzers) : WorkerRequest;
