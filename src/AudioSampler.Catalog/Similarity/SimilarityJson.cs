using System.Text.Json.Serialization;

namespace AudioSampler.Catalog.Similarity;

/// <summary>How the state of an index is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SimilarityState))]
internal sealed partial class SimilarityJson : JsonSerializerContext;
