using System.Text.Json;
using Json.Schema;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>A JSON Schema (2020-12) that results have to keep to. Only processes that load plugins touch the library behind it.</summary>
internal sealed class JsonSchemaOfResult : IResultSchema
{
    private static readonly EvaluationOptions s_options = new() { OutputFormat = OutputFormat.List, EvaluateAs = SpecVersion.Draft202012 };

    private readonly JsonSchema _schema;

    /// <summary>Reads a schema.</summary>
    /// <param name="text">UTF-8 JSON.</param>
    /// <exception cref="InvalidDataException">It is no schema, or it refers to something that it doesn't have.</exception>
    public JsonSchemaOfResult(ReadOnlySpan<byte> text)
    {
        try
        {
            _schema = JsonSerializer.Deserialize<JsonSchema>(text) ?? throw new JsonException("it is null");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"its schema is no JSON Schema: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }

    /// <inheritdoc/>
    public string? FaultOf(JsonElement result)
    {
        EvaluationResults results;
        try
        {
            results = _schema.Evaluate(result, s_options);
        }
        catch (RefResolutionException exception)
        {
            return $"its schema can't be used: {exception.Message.ReplaceLineEndings(" ")}";
        }

        return results.IsValid ? null : $"it breaks its schema{Where(results)}";
    }

    private static string Where(EvaluationResults results)
    {
        EvaluationResults? first = results.Details.Prepend(results).FirstOrDefault(d => d is { HasErrors: true, Errors.Count: > 0 });
        if (first is null)
        {
            return string.Empty;
        }

        string place = first.InstanceLocation.ToString();
        return $" at {(place.Length == 0 ? "the top" : place)}: {first.Errors!.First().Value.ReplaceLineEndings(" ")}";
    }
}
