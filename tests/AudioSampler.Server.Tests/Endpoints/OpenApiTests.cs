using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Endpoints;

/// <summary>The description of the interface: what is not described doesn't exist for those who build on it.</summary>
public sealed class OpenApiTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly string[] s_methods = ["get", "put", "post", "delete", "patch", "head"];

    [Fact]
    public async Task Every_operation_says_what_it_does_takes_and_answers()
    {
        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var faults = new List<string>();
        foreach (JsonProperty path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty operation in path.Value.EnumerateObject().Where(o => s_methods.Contains(o.Name, StringComparer.Ordinal)))
            {
                string name = $"{operation.Name} {path.Name}";
                if (!operation.Value.TryGetProperty("summary", out JsonElement summary) || summary.GetString() is not { Length: > 5 })
                {
                    faults.Add($"{name}: no summary");
                }

                if (!operation.Value.TryGetProperty("tags", out _))
                {
                    faults.Add($"{name}: no tag");
                }

                if (!operation.Value.GetProperty("responses").EnumerateObject().Any(response => response.Name[0] is '2' or '3'))
                {
                    faults.Add($"{name}: no answer of success");
                }

                faults.AddRange(Undescribed(name, operation.Value));
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task Every_field_of_the_interface_is_described()
    {
        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var faults = new List<string>();
        foreach (JsonProperty schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            if (schema.Name == "ProblemDetails" || !schema.Value.TryGetProperty("properties", out JsonElement properties))
            {
                continue; // problems are described by RFC 9457
            }

            faults.AddRange(
                properties
                    .EnumerateObject()
                    .Where(field => !IsDescribed(document, field.Value))
                    .Select(field => $"{schema.Name}.{field.Name}")
            );
        }

        Assert.Empty(faults);
    }

    private static IEnumerable<string> Undescribed(string name, JsonElement operation)
    {
        if (!operation.TryGetProperty("parameters", out JsonElement parameters))
        {
            yield break;
        }

        foreach (JsonElement parameter in parameters.EnumerateArray())
        {
            bool inPath = parameter.GetProperty("in").GetString() == "path"; // the path and the summary say what it is
            if (!inPath && !parameter.TryGetProperty("description", out _))
            {
                yield return $"{name}: {parameter.GetProperty("name").GetString()} is not described";
            }
        }
    }

    private static bool IsDescribed(JsonElement document, JsonElement field)
    {
        if (field.TryGetProperty("description", out _))
        {
            return true;
        }

        if (
            field.TryGetProperty("oneOf", out JsonElement either)
            && either.EnumerateArray().Any(one => one.TryGetProperty("description", out _))
        )
        {
            return true; // that may be null: the words stand at what it is else
        }

        // A field of one type alone may leave its words to that type.
        string? type =
            field.TryGetProperty("$ref", out JsonElement reference) ? reference.GetString()
            : field.TryGetProperty("oneOf", out JsonElement any)
                ? any.EnumerateArray()
                    .Select(one => one.TryGetProperty("$ref", out JsonElement r) ? r.GetString() : null)
                    .FirstOrDefault(r => r is not null)
            : null;
        return type is not null
            && document.GetProperty("components").GetProperty("schemas").TryGetProperty(type.Split('/')[^1], out JsonElement schema)
            && schema.TryGetProperty("description", out _);
    }
}
