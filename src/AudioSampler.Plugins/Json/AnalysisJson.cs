using System.Text.Json;
using System.Text.Json.Serialization;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Plugins.Json;

/// <summary>How the records of results are written: snake_case, enums by name, nulls kept, never NaN.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(AnalysisDocument))]
[JsonSerializable(typeof(AnalyzerRecord))]
[JsonSerializable(typeof(RegionDocument))]
[JsonSerializable(typeof(FileFacts))]
[JsonSerializable(typeof(FileSummary))]
[JsonSerializable(typeof(AnalysisError))]
[JsonSerializable(typeof(FeaturesResult))]
[JsonSerializable(typeof(ActivationsResult))]
[JsonSerializable(typeof(ContentResult))]
[JsonSerializable(typeof(ClassificationResult))]
[JsonSerializable(typeof(TempoResult))]
[JsonSerializable(typeof(KeyResult))]
[JsonSerializable(typeof(EssentiaKeyResult))]
[JsonSerializable(typeof(ChordsResult))]
[JsonSerializable(typeof(NotesResult))]
[JsonSerializable(typeof(PitchResult))]
[JsonSerializable(typeof(SpeechResult))]
[JsonSerializable(typeof(SampleResult))]
[JsonSerializable(typeof(LoudnessResult))]
public sealed partial class AnalysisJson : JsonSerializerContext;
