using System.Text.Json;
using System.Text.Json.Serialization;

namespace AudioSampler.Server.Models;

/// <summary>A value that the user says is right.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CorrectionValue
{
    /// <summary>The value: a number or "x2", "/2" for a tempo, text for the rest; null where there is none, as with a key.</summary>
    public required JsonElement Value { get; init; }
}
