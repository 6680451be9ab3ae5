using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioSampler.Catalog.Marks;

/// <summary>How changes are written in the history.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HistoryChanges))]
[JsonSerializable(typeof(CollectionItem[]))]
[JsonSerializable(typeof(Marker[]))]
[JsonSerializable(typeof(double?))]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(List<double[]>))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, JsonElement>))]
internal sealed partial class MarkJson : JsonSerializerContext;
