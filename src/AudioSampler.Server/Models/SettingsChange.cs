using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>What is to be other than it is.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SettingsChange
{
    /// <summary>Options of the analysis that change, in the shape of <c>GET /api/settings</c>; what is left out stays, and null sets back to what is usual (RFC 7396).</summary>
    public required JsonElement Analysis { get; init; }
}
