using System.Text.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Storage;

/// <summary>Finds the labels in results, whichever analyzer made them: every text named <c>label</c>, but for rankings, which hold what was not recognised too.</summary>
internal static class LabelFinder
{
    private const string Label = "label";
    private static readonly string[] NotRecognised = ["ranking", "candidates", "alternatives"];

    /// <summary>Each label once, in order.</summary>
    public static IReadOnlyCollection<string> In(IEnumerable<RegionDocument> regions)
    {
        var labels = new SortedSet<string>(StringComparer.Ordinal);
        foreach (AnalyzerRecord record in regions.SelectMany(region => region.Analyses.Values))
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
                if (property.NameEquals(Label) && property.Value.ValueKind == JsonValueKind.String)
                {
                    labels.Add(property.Value.GetString()!);
                }
                else if (!NotRecognised.Contains(property.Name, StringComparer.Ordinal))
                {
                    Collect(property.Value, labels);
                }
            }
        }
    }
}
