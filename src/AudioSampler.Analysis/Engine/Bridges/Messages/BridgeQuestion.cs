using System.Collections.Immutable;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine.Bridges.Messages;

/// <summary>Asks a bridge for one analysis of one region.</summary>
/// <param name="Type"><c>analyze</c>.</param>
/// <param name="Id">Number of the question: the answer repeats it.</param>
/// <param name="Analyzer">Name of the analyzer.</param>
/// <param name="File">The file that the region is of.</param>
/// <param name="Region">The region.</param>
/// <param name="Signals">The signals that the analyzer declares, by kind.</param>
/// <param name="Inputs">The records of the analyzers that it consumes, by name; null where one was not run.</param>
internal sealed record BridgeQuestion(
    string Type,
    long Id,
    string Analyzer,
    FileFacts File,
    BridgeRegion Region,
    ImmutableSortedDictionary<string, BridgeSignal> Signals,
    ImmutableSortedDictionary<string, AnalyzerRecord?> Inputs
);
