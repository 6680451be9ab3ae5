using System.Text.Json;

namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>Looks for numbers that no reader of a result could hold, such as <c>1e999</c>: JSON allows them, and most readers take them for infinite.</summary>
internal static class FiniteNumbers
{
    /// <summary>Says where such a number stands; null when there is none.</summary>
    public static string? FaultOf(JsonElement value, string path = "result") =>
        value.ValueKind switch
        {
            JsonValueKind.Number => double.IsFinite(value.GetDouble()) ? null : $"{path} is not finite",
            JsonValueKind.Object => value
                .EnumerateObject()
                .Select(p => FaultOf(p.Value, $"{path}.{p.Name}"))
                .FirstOrDefault(fault => fault is not null),
            JsonValueKind.Array => value
                .EnumerateArray()
                .Select((element, index) => FaultOf(element, $"{path}[{index}]"))
                .FirstOrDefault(fault => fault is not null),
            _ => null,
        };
}
