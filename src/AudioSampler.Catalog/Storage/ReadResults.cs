using System.Text.Json.Serialization.Metadata;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Storage;

/// <summary>The results of one region, each read once, however many rows are made of it.</summary>
internal sealed class ReadResults(RegionDocument region)
{
    private readonly Dictionary<string, object?> read = new(StringComparer.Ordinal);

    /// <summary>The region.</summary>
    public RegionDocument Region => region;

    /// <summary>As <see cref="RegionResults.ResultOf"/>; an analyzer's result is of one type.</summary>
    public T? Of<T>(string analyzer, JsonTypeInfo<T> json)
        where T : class
    {
        if (!read.TryGetValue(analyzer, out object? result))
        {
            read[analyzer] = result = region.ResultOf(analyzer, json);
        }

        return (T?)result;
    }
}
