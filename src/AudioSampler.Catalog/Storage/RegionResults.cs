using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Storage;

/// <summary>Reads single results of a region, for what is derived from them.</summary>
public static class RegionResults
{
    /// <summary>A result of a region; null when there is none. One of a shape that an analyzer of another version gave is passed over, not fatal to the rest.</summary>
    public static T? ResultOf<T>(this RegionDocument region, string analyzer, JsonTypeInfo<T> json)
        where T : class
    {
        if (!region.Analyses.TryGetValue(analyzer, out AnalyzerRecord? record) || record.Result is not { } result)
        {
            return null;
        }

        try
        {
            return result.Deserialize(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
