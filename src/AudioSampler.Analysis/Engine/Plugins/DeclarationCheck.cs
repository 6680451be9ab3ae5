using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>Holds what the code of an analyzer says of itself against what <c>plugin.json</c> declares: the engine has ordered and limited it by the latter.</summary>
internal static class DeclarationCheck
{
    /// <summary>The first field that differs, with both values; null when none does.</summary>
    /// <param name="info">What the code says.</param>
    /// <param name="result">The record that it produces.</param>
    /// <param name="declared">What is declared.</param>
    /// <param name="graph">All analyzers.</param>
    public static string? FaultOf(AnalyzerInfo info, Type result, AnalyzerDescriptor declared, AnalyzerGraph graph) =>
        Differs("name", declared.Name, info.Name)
        ?? Differs("version", declared.Version, info.Version)
        ?? Differs("produces", result.Name, info.Produces.Name)
        ?? Differs("consumes", Set(declared.Consumes.Select(name => graph[name].Produces)), Set(info.Consumes.Select(type => type.Name)))
        ?? Differs("consumes_optionally", Set(declared.ConsumesOptionally), Set(info.ConsumesOptionally))
        ?? Differs("signals", Set(declared.Signals.Select(Name)), Set(info.Signals.Select(Name)))
        ?? Differs("limits.time_s", Seconds(declared.TimeLimit), Seconds(info.TimeLimit))
        ?? Differs("limits.time_per_audio_s", Seconds(declared.TimeLimitPerAudioSecond), Seconds(info.TimeLimitPerAudioSecond));

    private static string? Differs(string field, string declared, string said) =>
        declared == said
            ? null
            : $"{field} of {nameof(IAnalyzer.Info)} differs from plugin.json: '{said}' there, '{declared}' here; make them the same";

    private static string Set(IEnumerable<string> names) =>
        string.Join(", ", names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string Name(SignalKind kind) => kind.ToString().ToLowerInvariant();

    private static string Seconds(TimeSpan time) =>
        time.TotalSeconds.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);
}
