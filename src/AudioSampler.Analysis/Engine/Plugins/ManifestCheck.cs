using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>Whether a declaration that could be read makes sense.</summary>
internal static class ManifestCheck
{
    private const int MostAnalyzers = 64;
    private const int LongestText = 1000;
    private const int LongestName = 64;
    private const int LongestRecordName = 128;

    /// <summary>The first thing that is wrong, with the remedy; null when nothing is.</summary>
    public static string? FaultOf(PluginManifest manifest) =>
        manifest.Contract != PluginContract.Version
            ? $"it is built against contract {manifest.Contract}, and this program has {PluginContract.Version}: "
                + (manifest.Contract > PluginContract.Version ? "update the program" : "install a newer version of the plugin")
        : !IsName(manifest.Name, "-")
            ? $"name '{Short(manifest.Name)}' is not of small letters, digits and hyphens (at most 64): rename it in plugin.json"
        : !IsText(manifest.Version) ? "version is empty or too long"
        : KindFault(manifest)
            ?? (
                manifest.Analyzers.IsDefault || manifest.Analyzers.Length is 0 or > MostAnalyzers
                    ? $"analyzers has to list 1 to {MostAnalyzers} analyzers"
                    : manifest.Analyzers.Select(FaultOf).FirstOrDefault(f => f is not null)
            );

    private static string? KindFault(PluginManifest manifest) =>
        manifest.Kind switch
        {
            PluginKind.Assembly when string.IsNullOrEmpty(manifest.Assembly) =>
                "kind assembly needs assembly, the name of a file in the folder",
            PluginKind.Assembly when manifest.Command is not null => "command is for kind bridge: take it out, or change kind",
            PluginKind.Assembly when !manifest.Requires.IsEmpty => "requires is for kind bridge: take it out, or change kind",
            PluginKind.Bridge when manifest.Assembly is not null => "assembly is for kind assembly: take it out, or change kind",
            PluginKind.Bridge when manifest.Command is not { IsDefaultOrEmpty: false } command || string.IsNullOrWhiteSpace(command[0]) =>
                "kind bridge needs command, a list of a program and its arguments",
            _ => null,
        };

    private static string? FaultOf(DeclaredAnalyzer analyzer)
    {
        DeclaredLimits limits = analyzer.Limits;
        string? fault =
            !IsName(analyzer.Name, "-_") ? "its name is not of small letters, digits, hyphens and underscores (at most 64)"
            : !IsText(analyzer.Version) ? "its version is empty or too long"
            : !IsText(analyzer.Description) ? "its description is empty or too long"
            : !IsIdentifier(analyzer.Produces) ? "produces is not the name of a record, such as ApplauseResult"
            : Inputs(analyzer).Distinct(StringComparer.Ordinal).Count() != Inputs(analyzer).Length
                ? "consumes and consumes_optionally name one twice"
            : analyzer.Signals.Distinct().Count() != analyzer.Signals.Length ? "signals names one twice"
            : limits.TimeS is not (> 0 and <= 3600) ? "time_s is above 0 and at most 3600"
            : limits.TimePerAudioS is not (>= 0 and <= 60) ? "time_per_audio_s is from 0 to 60"
            : limits.MemoryMb is not (>= 16 and <= 65536) ? "memory_mb is from 16 to 65536"
            : limits.StartS is not (> 0 and <= 600) ? "start_s is above 0 and at most 600"
            : null;
        return fault is null ? null : $"analyzer '{Short(analyzer.Name)}': {fault}";
    }

    private static string[] Inputs(DeclaredAnalyzer analyzer) => [.. analyzer.Consumes, .. analyzer.ConsumesOptionally];

    private static bool IsText(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestText;

    private static bool IsName(string text, string marks) =>
        text.Length is > 0 and <= LongestName
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || marks.Contains(c, StringComparison.Ordinal));

    private static bool IsIdentifier(string text) =>
        text.Length is > 0 and <= LongestRecordName
        && !char.IsAsciiDigit(text[0])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string Short(string text) => text.Length <= LongestName ? text : text[..LongestName] + "…";
}
