using System.Text.Json;
using System.Text.Json.Nodes;

namespace AudioSampler.Analysis;

/// <summary>JSON merge patch, RFC 7396.</summary>
internal static class MergePatch
{
    /// <summary>A document with a patch laid over it: objects member by member, null takes a member away, anything else takes the place of what was there.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            return patch.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(patch.GetRawText());
        }

        JsonObject result = target as JsonObject ?? [];
        foreach (JsonProperty member in patch.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
            {
                result.Remove(member.Name);
                continue;
            }

            result.Remove(member.Name, out JsonNode? old);
            result[member.Name] = Apply(old, member.Value);
        }

        return result;
    }
}
