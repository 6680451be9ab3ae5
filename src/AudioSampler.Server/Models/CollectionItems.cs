using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>Files and regions to be put into a collection or taken out.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CollectionItems
{
    /// <summary>Numbers of files.</summary>
    public ImmutableArray<long> Files
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>Numbers of regions.</summary>
    public ImmutableArray<long> Regions
    {
        get => field.IsDefault ? [] : field;
        init;
    }
}
