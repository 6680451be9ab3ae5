using System.Text.Json.Serialization;

namespace AudioSampler.Analysis;

/// <summary>How options are written and read: snake_case; a name that doesn't exist is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(AnalysisOptions))]
public sealed partial class AnalysisOptionsJson : JsonSerializerContext;
