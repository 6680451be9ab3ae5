using System.Text.Json.Nodes;
using AudioSampler.Catalog.Marks;
using AudioSampler.Server.Models;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AudioSampler.Server.Endpoints;

/// <summary>Examples of the bodies of requests in the OpenAPI document: one a type, wherever it is sent.</summary>
internal static class RequestExamples
{
    private static readonly Dictionary<Type, string> s_examples = new()
    {
        [typeof(AnalyzeRequest)] = """{"file_path": "/sounds/take1.wav", "options": {"only": ["key", "tempo"], "force": false}}""",
        [typeof(FilesToAnalyze)] = """{"query": "is:stale"}""",
        [typeof(ExportRequest)] =
            """{"query": "type:loop tempo:118-122", "what": "slices", "format": "flac", "template": "{file}-{index} {bpm} {key}"}""",
        [typeof(RegionBounds)] = """{"start_s": 0.52, "end_s": 8.52}""",
        [typeof(SplitPlace)] = """{"at_s": 4.5}""",
        [typeof(MarkerToSet)] = """{"time_s": 12.5, "name": "thunder"}""",
        [typeof(MarkerChange)] = """{"name": "thunder, near"}""",
        [typeof(MarkChange)] =
            """{"rating": 4, "favourite": true, "note": "the gate at noon", "add_tags": ["holiday"], "correct": {"tempo.bpm": "x2"}}""",
        [typeof(BulkMark)] = """{"query": "tag:rain", "change": {"add_tags": ["holiday"]}}""",
        [typeof(CorrectionValue)] = """{"value": 96}""",
        [typeof(FilesToRemove)] = """{"ids": [17, 18]}""",
        [typeof(FilesToRestore)] = """{"ids": [17, 18]}""",
        [typeof(RootToAdd)] = """{"path": "/sounds"}""",
        [typeof(SettingsChange)] = """{"analysis": {"regions": {"minimum_silence_seconds": 2}, "key": null}}""",
        [typeof(CollectionName)] = """{"name": "Storm piece"}""",
        [typeof(CollectionItems)] = """{"files": [17], "regions": [201, 202]}""",
        [typeof(SearchToSave)] = """{"name": "Slow loops", "target": "regions", "query": "type:loop tempo:<90", "sort": "tempo"}""",
    };

    /// <summary>Shows the example of what an operation takes.</summary>
    public static Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (
            operation.RequestBody?.Content?.TryGetValue("application/json", out OpenApiMediaType? content) == true
            && context.Description.ParameterDescriptions.FirstOrDefault(p => s_examples.ContainsKey(p.Type)) is { } body
        )
        {
            content.Example = JsonNode.Parse(s_examples[body.Type]);
        }

        return Task.CompletedTask;
    }
}
