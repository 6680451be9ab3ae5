using System.Collections.Immutable;
using AudioSampler.Analysis.Evaluation;

namespace AudioSampler.Cli.Output;

/// <summary>What was measured on a labelled set.</summary>
/// <param name="Set">Name of its folder.</param>
/// <param name="Files">Number of files.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="Model">The network that heard the labels.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Reliabilities">How far confidences can be trusted.</param>
internal sealed record SetFigures(
    string Set,
    int Files,
    string Version,
    string Model,
    ImmutableArray<Figure> Figures,
    ImmutableArray<Reliability> Reliabilities
);
