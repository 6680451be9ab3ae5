using System.Text.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Storage;

/// <summary>Finds the labels in results, whichever analyzer made them: every text named <c>label</c>, but for rankings, which hold what was not recognised too.</summary>
internal static class LabelFinder
{
    /// <summary>Each label once, in order.</summary>
    public static SortedSet<string> In(RegionDocument region)
    {
        var labels = new SortedSet<string>(StringComparer.Ordinal);
        foreach (AnalyzerRecord record in region.Analyses.Values)
        {
            if (record.Result is { } result)
            {
                Collect(result, labels);
            }
        }

        return labels;
    }

    private static void Collect(JsonElement element, SortedSet<string> labels)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                if (item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
                {
                    return; // a series of numbers, maybe a long one
                }

                Collect(item, labels);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                if (property.NameEquals("label"u8) && property.Value.ValueKind == JsonValueKind.String)
                {
                    labels.Add(property.Value.GetString()!);
                }
                else if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && !IsRanking(property))
                {
                    Collect(property.Value, labels);
                }
            }
        }
    }

    private static bool IsRanking(JsonProperty property) =>
        property.NameEquals("ranking"u8) || property.NameEquals("candidates"u8) || property.NameEquals("alternatives"u8);
}
