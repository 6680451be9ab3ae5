using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>Which results are still as this program would make them.</summary>
internal static class Versioning
{
    private const string Program = "ais";
    internal const string Regions = "regions";

    /// <summary>The version of the program alone.</summary>
    public static ImmutableSortedDictionary<string, string> OfProgram { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(Program, ProgramVersion);

    /// <summary>Version of this program, without a build suffix.</summary>
    public static string ProgramVersion =>
        typeof(Versioning).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Versions of all that made a document, with those of the document that it was merged into.</summary>
    /// <param name="previous">That document; may be null.</param>
    /// <param name="analyzers">The analyzers that ran.</param>
    /// <param name="regions">Version of the regions.</param>
    public static ImmutableSortedDictionary<string, string> Merge(
        AnalysisDocument? previous,
        ImmutableArray<AnalyzerDescriptor> analyzers,
        string regions
    ) =>
        (previous?.Versions ?? OfProgram)
            .SetItem(Program, ProgramVersion)
            .SetItem(Regions, regions)
            .SetItems(analyzers.Select(a => KeyValuePair.Create(a.Name, a.Version)));

    /// <summary>Whether the document holds all results of these analyzers, in their versions, under these options.</summary>
    public static bool IsCurrent(AnalysisDocument document, ImmutableArray<AnalyzerDescriptor> analyzers, AnalysisOptions options) =>
        document.Status != AnalysisStatus.Failed && SameRegions(document, options) && analyzers.All(a => Holds(document, a));

    /// <summary>Whether the document's regions are those that would be found now, and its analyses made under the same options.</summary>
    public static bool SameRegions(AnalysisDocument document, AnalysisOptions options) =>
        document.Status != AnalysisStatus.Failed
        && document.Versions.GetValueOrDefault(Regions) == HandCut.Version(document.Overrides)
        && document.Options is { } made
        && JsonElement.DeepEquals(made, options.ToJson());

    /// <summary>Whether the document's results of an analyzer are of its present version, and none is missing because it was set aside.</summary>
    public static bool Holds(AnalysisDocument document, AnalyzerDescriptor analyzer) =>
        document.Versions.GetValueOrDefault(analyzer.Name) == analyzer.Version && !Lacks(document, analyzer, AnalysisErrorCode.SetAside);

    /// <summary>Whether results of an analyzer are missing in the document because of something in its plugin that may have been mended.</summary>
    public static bool LacksForItsPlugin(AnalysisDocument document, AnalyzerDescriptor analyzer) =>
        analyzer.Plugin is not null
        && (Lacks(document, analyzer, AnalysisErrorCode.PluginBroken) || Lacks(document, analyzer, AnalysisErrorCode.BridgeMissing));

    /// <summary>Whether results of an analyzer are missing in the document for this reason.</summary>
    public static bool Lacks(AnalysisDocument document, AnalyzerDescriptor analyzer, AnalysisErrorCode reason) =>
        document.Regions.Any(r => r.Analyses.GetValueOrDefault(analyzer.Name)?.Error?.Code == reason);
}
