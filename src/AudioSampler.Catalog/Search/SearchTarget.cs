namespace AudioSampler.Catalog.Search;

/// <summary>What is searched.</summary>
public enum SearchTarget
{
    /// <summary>Files: a row for each path.</summary>
    Files,

    /// <summary>Regions: a row for each region of each path.</summary>
    Regions,
}
