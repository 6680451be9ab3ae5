using System.Text.Json;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>The schema of a plugin as a file: it has to be JSON, of the version that is checked here, and to stand on its own.</summary>
internal static class SchemaFile
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";
    private const int Deepest = 64;

    /// <summary>Reads the schema of an analyzer.</summary>
    /// <exception cref="InvalidDataException">It can't be used; the message says why.</exception>
    public static JsonSchemaOfResult Open(InstalledPlugin plugin, string analyzer)
    {
        string name = plugin.Manifest.Analyzers.First(a => a.Name == analyzer).Schema;
        return FaultOf(plugin.Folder, name, out byte[]? text) is { } fault
            ? throw new InvalidDataException($"its schema {fault}")
            : new JsonSchemaOfResult(text!);
    }

    /// <summary>Reads a schema without understanding it.</summary>
    /// <param name="folder">Folder of the plugin.</param>
    /// <param name="name">Name of the file in it.</param>
    /// <param name="schema">Its text; null when it can't be used.</param>
    /// <returns>Why it can't be used; null when it can.</returns>
    public static string? FaultOf(string folder, string name, out byte[]? schema)
    {
        schema = null;
        string? fault = PluginFiles.FaultOf(folder, name, out string? path) ?? PluginFiles.Read(path!, out schema);
        if (fault is not null)
        {
            return fault;
        }

        try
        {
            using var document = JsonDocument.Parse(schema, new JsonDocumentOptions { MaxDepth = Deepest });
            JsonElement root = document.RootElement;
            return root.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False) ? $"{name} is no JSON Schema"
                : DialectFault(root) is { } dialect ? $"{name} {dialect}"
                : Remote(root) is { } reference
                    ? $"{name} refers to '{reference}': only references within the file, beginning with #, are followed"
                : null;
        }
        catch (JsonException exception)
        {
            return $"{name} is no JSON: {exception.Message.ReplaceLineEndings(" ")}";
        }
    }

    private static string? DialectFault(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && root.TryGetProperty("$schema", out JsonElement dialect)
        && (dialect.ValueKind != JsonValueKind.String || dialect.GetString()!.TrimEnd('#') != Dialect)
            ? $"is of another version of JSON Schema: write it for {Dialect}"
            : null;

    /// <summary>The first reference out of the file; null when there is none.</summary>
    private static string? Remote(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .Select(p => IsReference(p) && !p.Value.GetString()!.StartsWith('#') ? p.Value.GetString() : Remote(p.Value))
                .FirstOrDefault(r => r is not null),
            JsonValueKind.Array => element.EnumerateArray().Select(Remote).FirstOrDefault(r => r is not null),
            _ => null,
        };

    private static bool IsReference(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.String && property.Name is "$ref" or "$dynamicRef";
}
