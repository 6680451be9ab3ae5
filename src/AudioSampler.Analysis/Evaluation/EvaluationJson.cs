using System.Text.Json.Serialization;

namespace AudioSampler.Analysis.Evaluation;

/// <summary>How manifests are read and written: what is not known is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true
)]
[JsonSerializable(typeof(IReadOnlyList<LabelledFile>))]
[JsonSerializable(typeof(LabelledFile))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
