using System.Text.Json.Serialization;

namespace AudioSampler.Inference.Tagging;

/// <summary>How profiles are written: snake_case; a name that doesn't exist is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(TaggerProfile))]
internal sealed partial class TaggingJson : JsonSerializerContext;
