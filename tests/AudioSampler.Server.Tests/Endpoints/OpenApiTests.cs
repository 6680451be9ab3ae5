using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AudioSampler.Server.Tests.Support;
using AudioSampler.Testing;

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

                if (!operation.Value.GetProperty("responses").EnumerateObject().Any(response => response.Name[0] is '4' or '5'))
                {
                    faults.Add($"{name}: no answer of failure");
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
            if (!schema.Value.TryGetProperty("properties", out JsonElement properties))
            {
                continue;
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

    [Fact]
    public async Task Every_operation_that_answers_in_JSON_shows_an_example_with_the_fields_of_its_schema()
    {
        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var faults = new List<string>();
        foreach (JsonProperty path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty operation in path.Value.EnumerateObject().Where(o => s_methods.Contains(o.Name, StringComparer.Ordinal)))
            {
                JsonElement[] answers =
                [
                    .. operation
                        .Value.GetProperty("responses")
                        .EnumerateObject()
                        .Where(response => response.Name[0] == '2' && response.Value.TryGetProperty("content", out _))
                        .Select(response => response.Value.GetProperty("content"))
                        .Where(content => content.TryGetProperty("application/json", out _))
                        .Select(content => content.GetProperty("application/json")),
                ];
                if (answers.Length > 0 && !answers.Any(answer => answer.TryGetProperty("example", out _)))
                {
                    faults.Add($"{operation.Name} {path.Name}: no example");
                }

                foreach (JsonElement answer in answers.Where(answer => answer.TryGetProperty("example", out _)))
                {
                    faults.AddRange(
                        Unknown(document, answer.GetProperty("schema"), answer.GetProperty("example"))
                            .Select(field => $"{operation.Name} {path.Name}: its example has {field}, which its schema has not")
                    );
                }
            }
        }

        Assert.Equal("", string.Join("\n", faults));
    }

    [Fact]
    public async Task Every_body_in_JSON_has_an_example_and_none_of_its_fields_as_null_is_a_failure_of_the_server()
    {
        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var faults = new List<string>();
        foreach (JsonProperty path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty operation in path.Value.EnumerateObject().Where(o => s_methods.Contains(o.Name, StringComparer.Ordinal)))
            {
                if (
                    !operation.Value.TryGetProperty("requestBody", out JsonElement body)
                    || !body.GetProperty("content").TryGetProperty("application/json", out JsonElement json)
                )
                {
                    continue;
                }

                string name = $"{operation.Name} {path.Name}";
                if (!json.TryGetProperty("example", out JsonElement example))
                {
                    faults.Add($"{name}: no example of its body");
                    continue;
                }

                faults.AddRange(
                    Unknown(document, json.GetProperty("schema"), example)
                        .Select(field => $"{name}: the example of its body has {field}, which its schema has not")
                );
                foreach (JsonProperty field in example.EnumerateObject())
                {
                    faults.AddRange(await RefusalAsync(operation.Name, path.Name, example, field.Name));
                }
            }
        }

        Assert.Equal("", string.Join("\n", faults));
    }

    /// <summary>What the interface is, checked in: a change of it is seen in the commit that makes it. <c>AIS_UPDATE_DOCS=1</c> writes it anew.</summary>
    [Fact]
    public async Task The_interface_is_the_one_that_is_checked_in()
    {
        JsonNode document = JsonNode.Parse(await server.Client.GetStringAsync("/openapi/v1.json"))!;
        document.AsObject().Remove("servers"); // where this one listens
        string text =
            document.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            + "\n";
        string path = Path.Combine(Repository.Root, "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("AIS_UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(path, text);
        }

        Assert.True(
            File.Exists(path) && await File.ReadAllTextAsync(path) == text,
            "docs/openapi.json is not what the server says: look at the difference, and write it anew with AIS_UPDATE_DOCS=1"
        );
    }

    /// <summary>What is wrong with how a body is taken in which a field is null: it may be refused, but never be what the server fails on.</summary>
    private async Task<IEnumerable<string>> RefusalAsync(string method, string path, JsonElement example, string field)
    {
        JsonObject body = JsonNode.Parse(example.GetRawText())!.AsObject();
        body[field] = null;
        string nowhere = path.Replace("{id}", "999999", StringComparison.Ordinal).Replace("{field}", "kind", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), nowhere) { Content = JsonContent.Create(body) };
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        return (int)response.StatusCode >= 500 ? [$"{method} {path}: {response.StatusCode} for {field}: null"] : [];
    }

    /// <summary>Fields of an example that its schema does not have.</summary>
    private static IEnumerable<string> Unknown(JsonElement document, JsonElement schema, JsonElement example)
    {
        while (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        if (example.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items))
        {
            return example.EnumerateArray().SelectMany(item => Unknown(document, items, item));
        }

        return example.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out JsonElement properties)
            ? example
                .EnumerateObject()
                .SelectMany(field =>
                    properties.TryGetProperty(field.Name, out JsonElement known) ? Unknown(document, known, field.Value) : [field.Name]
                )
            : [];
    }

    private static IEnumerable<string> Undescribed(string name, JsonElement operation)
    {
        if (!operation.TryGetProperty("parameters", out JsonElement parameters))
        {
            yield break;
        }

        foreach (JsonElement parameter in parameters.EnumerateArray())
        {
            if (!parameter.TryGetProperty("description", out _))
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
