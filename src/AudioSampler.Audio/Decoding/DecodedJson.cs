using System.Text.Json.Serialization;

namespace AudioSampler.Audio.Decoding;

/// <summary>Reads and writes the facts of a decoded recording.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(DecodedFacts))]
internal sealed partial class DecodedJson : JsonSerializerContext;
