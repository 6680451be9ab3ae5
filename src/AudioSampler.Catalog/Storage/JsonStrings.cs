using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioSampler.Catalog.Storage;

/// <summary>Lists of text on their way through SQLite.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class JsonStrings : JsonSerializerContext
{
    public static string[] Read(string json) => JsonSerializer.Deserialize(json, Default.StringArray)!;

    public static string Write(IEnumerable<string> values) => JsonSerializer.Serialize([.. values], Default.StringArray);
}
