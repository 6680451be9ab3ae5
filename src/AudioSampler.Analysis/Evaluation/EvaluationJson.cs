using System.Text.Json.Serialization;

namespace AudioSampler.Analysis.Evaluation;

/// <summary>How manifests are read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LabelledFile))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
