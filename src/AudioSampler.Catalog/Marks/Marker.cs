using System.Collections.Immutable;
using System.Text.Json;

namespace AudioSampler.Catalog.Marks;

/// <summary>A place in a file that the user marked.</summary>
/// <param name="Id">Its number among those of the file.</param>
/// <param name="TimeS">The place, in seconds from the start of the file.</param>
/// <param name="Name">Its name; null when it has none.</param>
public sealed record Marker(int Id, double TimeS, string? Name)
{
    /// <summary>Where they stand among what the user says of a file, beside the corrections; so an analysis takes none away, and copies of a file have the same.</summary>
    public const string Field = "markers";

    /// <summary>Most markers of a file.</summary>
    public const int Most = 10_000;

    /// <summary>Those of a file, in the order of their places.</summary>
    /// <param name="state">What the user says of the file.</param>
    internal static ImmutableArray<Marker> Of(MarkState state) =>
        state.Overrides.TryGetValue(Field, out JsonElement value) ? [.. value.Deserialize(MarkJson.Default.MarkerArray)!] : [];

    /// <summary>What the user says of a file, with other markers.</summary>
    /// <param name="state">As it was.</param>
    /// <param name="markers">The markers, in any order.</param>
    internal static MarkState Put(MarkState state, IEnumerable<Marker> markers)
    {
        Marker[] ordered = [.. markers.OrderBy(marker => marker.TimeS).ThenBy(marker => marker.Id)];
        return state with
        {
            Overrides =
                ordered.Length == 0
                    ? state.Overrides.Remove(Field)
                    : state.Overrides.SetItem(Field, JsonSerializer.SerializeToElement(ordered, MarkJson.Default.MarkerArray)),
        };
    }
}
