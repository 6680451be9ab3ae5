using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>A search to be kept.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SearchToSave
{
    /// <summary>Its name; a search of that name is replaced.</summary>
    public required string Name { get; init; }

    /// <summary>files or regions.</summary>
    public string Target
    {
        get => field ?? "files";
        init;
    }

    /// <summary>The query.</summary>
    public string Query
    {
        get => field ?? "";
        init;
    }

    /// <summary>The order; null for the usual one.</summary>
    public string? Sort { get; init; }
}
