using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>Reads the declaration of a plugin. No code of the plugin is run.</summary>
internal static partial class ManifestReader
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "plugin.json";

    private const int MatchMs = 1000;

    /// <summary>Reads the plugin of a folder.</summary>
    /// <param name="folder">A folder with a <c>plugin.json</c>.</param>
    /// <param name="problem">What is wrong with it, when it can't be read or makes no sense.</param>
    /// <returns>The plugin; null when there is a problem with its declaration.</returns>
    public static InstalledPlugin? Read(string folder, out PluginProblem? problem)
    {
        string name = Path.GetFileName(folder);
        PluginManifest? manifest = null;
        string? fault =
            PluginFiles.FaultOf(folder, FileName, out string? path)
            ?? PluginFiles.Read(path!, out byte[]? json)
            ?? Parse(json!, out manifest)
            ?? ManifestCheck.FaultOf(manifest!);
        if (fault is not null)
        {
            problem = new PluginProblem(name, null, fault);
            return null;
        }

        problem = null;
        return new InstalledPlugin(folder, manifest!, Missing(folder, manifest!));
    }

    private static string? Parse(byte[] json, out PluginManifest? manifest)
    {
        manifest = null;
        try
        {
            manifest = JsonSerializer.Deserialize(json, ManifestJson.Default.PluginManifest);
            return manifest is null ? $"{FileName} is null: write an object there" : null;
        }
        catch (JsonException exception)
        {
            return $"{FileName} {Plain(exception)}";
        }
    }

    /// <summary>What the declaration names and the folder lacks.</summary>
    private static ImmutableArray<PluginProblem> Missing(string folder, PluginManifest manifest)
    {
        if (manifest.Assembly is { } assembly && PluginFiles.FaultOf(folder, assembly, out _) is { } fault)
        {
            return [new PluginProblem(manifest.Name, null, $"its assembly {fault}")];
        }

        var problems = ImmutableArray.CreateBuilder<PluginProblem>();
        foreach (DeclaredAnalyzer analyzer in manifest.Analyzers)
        {
            if (SchemaFile.FaultOf(folder, analyzer.Schema, out _) is { } schemaFault)
            {
                problems.Add(new PluginProblem(manifest.Name, analyzer.Name, $"its schema {schemaFault}"));
            }
        }

        return problems.ToImmutable();
    }

    /// <summary>What the JSON reader says, for people who write the file and not our code.</summary>
    private static string Plain(JsonException exception)
    {
        string place = exception.Path is { Length: > 1 } path ? $" at {path}" : string.Empty;
        if (Unknown().Match(exception.Message) is { Success: true } unknown)
        {
            return $"has a field '{unknown.Groups["name"].Value}' that is not known{place}: take it out, or mend its name";
        }

        if (MissingFields().Match(exception.Message) is { Success: true } missing)
        {
            return $"lacks {missing.Groups["names"].Value}{place}: add what is missing";
        }

        string line = exception.LineNumber is { } number ? $" (line {number + 1})" : string.Empty;
        return $"can't be understood{place}{line}: {Clutter().Replace(exception.Message, string.Empty).ReplaceLineEndings(" ")}";
    }

    [GeneratedRegex("JSON property '(?<name>[^']*)' could not be mapped", RegexOptions.None, MatchMs)]
    private static partial Regex Unknown();

    [GeneratedRegex(@"missing required properties including: (?<names>.*?)\.?$", RegexOptions.None, MatchMs)]
    private static partial Regex MissingFields();

    [GeneratedRegex(
        @" to AudioSampler\.[\w.]+| on type '[^']*'| Consider updating .*$| Path: .*$| LineNumber: .*$",
        RegexOptions.None,
        MatchMs
    )]
    private static partial Regex Clutter();
}
