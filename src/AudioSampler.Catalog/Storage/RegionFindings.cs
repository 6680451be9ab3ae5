using AudioSampler.Catalog.Similarity;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Storage;

/// <summary>What the rows of a region are made of.</summary>
/// <param name="Region">The region.</param>
/// <param name="Values">What searches need to know of it, before the user's word.</param>
/// <param name="Vector">Where it lies among sounds; null when its signal was not measured.</param>
/// <param name="Labels">Every label that an analyzer recognised, once, in order.</param>
internal sealed record RegionFindings(RegionDocument Region, FoundValues Values, SoundVector? Vector, IReadOnlyCollection<string> Labels)
{
    /// <summary>Reads the results of a region.</summary>
    public static RegionFindings Of(RegionDocument region)
    {
        var results = new ReadResults(region);
        return new RegionFindings(region, FoundValues.Of(results), SoundVector.Of(results), LabelFinder.In(region));
    }
}
