using System.Text.Json;

namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>Looks for numbers that no reader of a result could hold, such as <c>1e999</c>: JSON allows them, and most readers take them for infinite.</summary>
internal static class FiniteNumbers
{
    /// <summary>The place of such a number, such as <c>.curve[3]</c>; null when there is none.</summary>
    public static string? PlaceIn(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return double.IsFinite(value.GetDouble()) ? null : string.Empty;
            case JsonValueKind.Object:
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    if (PlaceIn(property.Value) is { } within)
                    {
                        return $".{property.Name}{within}";
                    }
                }

                return null;
            case JsonValueKind.Array:
                foreach ((int index, JsonElement element) in value.EnumerateArray().Index())
                {
                    if (PlaceIn(element) is { } within)
                    {
                        return $"[{index}]{within}";
                    }
                }

                return null;
            default:
                return null;
        }
    }
}
