using System.Collections.Immutable;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>Records of analyzers that gave no result, in the words that users read.</summary>
internal static class AnalyzerRecords
{
    /// <summary>A failure.</summary>
    public static AnalyzerRecord Failed(
        AnalyzerDescriptor analyzer,
        ImmutableSortedDictionary<string, InputStatus> inputs,
        AnalysisErrorCode code,
        string message
    ) =>
        new()
        {
            Status = OutcomeStatus.Failed,
            Version = analyzer.Version,
            Inputs = inputs,
            Error = new AnalysisError(code, message),
        };

    /// <summary>An analyzer that was not run.</summary>
    public static AnalyzerRecord Skipped(
        AnalyzerDescriptor analyzer,
        ImmutableSortedDictionary<string, InputStatus> inputs,
        AnalysisErrorCode code,
        string message
    ) => Failed(analyzer, inputs, code, message) with { Status = OutcomeStatus.Skipped };

    /// <summary>State of each result that an analyzer consumes, from what is known of the region.</summary>
    public static ImmutableSortedDictionary<string, InputStatus> InputsOf(
        AnalyzerDescriptor analyzer,
        Func<string, AnalyzerRecord?> recordOf
    ) =>
        analyzer.Inputs.ToImmutableSortedDictionary(
            name => name,
            name =>
                recordOf(name)?.Status switch
                {
                    OutcomeStatus.Ok => InputStatus.Ok,
                    OutcomeStatus.Failed => InputStatus.Failed,
                    _ => InputStatus.Skipped,
                },
            StringComparer.Ordinal
        );

    /// <summary>File and position of a region, for messages.</summary>
    public static string Describe(FileFacts file, RegionDocument region) =>
        $"{file.Name}, region {region.Index + 1} ({region.StartS:0.0}-{region.EndS:0.0} s)";

    /// <summary>What to say of an analyzer whose time was up.</summary>
    public static string TooSlow(AnalyzerDescriptor analyzer, TimeSpan limit, string where) =>
        $"{analyzer.Name} took longer than {limit.TotalSeconds:0.#} s on {where}; analyse the file again with less running beside it, or report it";

    /// <summary>What to say of an analyzer that took its process with it.</summary>
    public static string Died(AnalyzerDescriptor analyzer, string where, string how) =>
        $"{analyzer.Name} took its worker process with it on {where}, {how}; all other results stand, "
        + (analyzer.Plugin is { } plugin ? $"update or remove the plugin {plugin}" : "please report it");
}
