using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AudioSampler.Analysis.Engine.Plugins;

/// <summary>How results of plugins are written, by the same rules as those of this program: snake_case, enums by name, nulls kept, never NaN.</summary>
internal static class PluginJson
{
    /// <summary>Rules for the records of one plugin, found by reflection.</summary>
    public static JsonSerializerOptions Create() =>
        new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
            RespectNullableAnnotations = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
}
