using System.Text.Json;
using System.Text.Json.Serialization;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>How <c>plugin.json</c> is read: comments are allowed, a name that doesn't exist or stands twice is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    ReadCommentHandling = JsonCommentHandling.Skip,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(SignalKindConverter), typeof(JsonStringEnumConverter<PluginKind>)]
)]
[JsonSerializable(typeof(PluginManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext
{
    /// <summary>Signals by their names in small letters.</summary>
    internal sealed class SignalKindConverter()
        : JsonStringEnumConverter<SignalKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
}
