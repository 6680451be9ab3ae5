using System.Text.Json.Serialization;

namespace AudioSampler.Analysis.Engine.Bridges.Messages;

/// <summary>How the lines of the protocol are written: records of results pass as they are stored.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(BridgeHello))]
[JsonSerializable(typeof(BridgeReady))]
[JsonSerializable(typeof(BridgeQuestion))]
[JsonSerializable(typeof(BridgeAnswer))]
internal sealed partial class BridgeJson : JsonSerializerContext;
