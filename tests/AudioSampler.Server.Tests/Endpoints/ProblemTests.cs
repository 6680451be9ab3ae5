using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Endpoints;

public sealed class ProblemTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_file_that_is_no_sound_is_a_problem_with_its_code()
    {
        using HttpResponseMessage response = await server.Client.PostAsJsonAsync(
            "/analyze",
            new { file_path = Path.Combine(server.Sounds, "text.wav") }
        );

        (int status, string code, string detail) = await ServerFixture.ProblemAsync(response);
        Assert.Equal(422, status);
        Assert.Equal("unknown_format", code);
        Assert.Contains("text.wav", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"file_path\": 3}", "$.file_path")]
    [InlineData("{}", "file_path")]
    [InlineData("{\"file_path\": \"/x\", \"options\": {\"onyl\": [\"key\"]}}", "'onyl'")]
    [InlineData("not json", "JSON")]
    [InlineData("", "a JSON body is missing")]
    public async Task A_body_that_makes_no_sense_is_a_problem_that_says_what_is_wrong(string body, string expected)
    {
        using HttpResponseMessage response = await server.Client.PostAsync(
            "/analyze",
            new StringContent(body, MediaTypeHeaderValue.Parse("application/json"))
        );

        (int status, string code, string detail) = await ServerFixture.ProblemAsync(response);
        Assert.Equal((400, "bad_request"), (status, code));
        Assert.Contains(expected, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("AudioSampler", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/analyze", """{"file_path": null}""", "file_path")]
    [InlineData("POST", "/analyze", """{"file_path": "/x", "options": {"only": 3}}""", "options.only")]
    [InlineData("POST", "/api/roots", """{"path": null}""", "path")]
    [InlineData("POST", "/api/watches", """{"path": null}""", "path")]
    [InlineData("POST", "/api/files/marks", """{"ids": [1], "change": null}""", "change")]
    [InlineData("POST", "/api/regions/marks", """{"ids": [1], "change": null}""", "change")]
    [InlineData("PATCH", "/api/files/1/marks", """{"correct": null}""", "correct")]
    [InlineData("PATCH", "/api/files/1/marks", """{"add_tags": null}""", "add_tags")]
    [InlineData("PATCH", "/api/files/1/marks", """{"uncorrect": [null]}""", "can't be corrected")]
    [InlineData("POST", "/api/collections", """{"name": null}""", "name")]
    [InlineData("POST", "/api/searches", """{"name": "a", "query": null}""", "query")]
    [InlineData("POST", "/api/export", """{"ids": [1], "what": null}""", "what")]
    [InlineData("POST", "/api/files/remove", """{"ids": null}""", "ids")]
    [InlineData("POST", "/analyze", "null", "a JSON body is missing")]
    [InlineData("POST", "/api/roots", "null", "a JSON body is missing")]
    [InlineData("PATCH", "/api/settings", "null", "a JSON body is missing")]
    public async Task Null_where_a_value_is_needed_is_a_mistake_of_the_caller_that_names_the_field(
        string method,
        string path,
        string body,
        string expected
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path)
        {
            Content = new StringContent(body, MediaTypeHeaderValue.Parse("application/json")),
        };
        using HttpResponseMessage response = await server.Client.SendAsync(request);

        (int status, string code, string detail) = await ServerFixture.ProblemAsync(response);
        Assert.Equal(400, status);
        Assert.Contains(code, (string[])["bad_request", "bad_mark"]);
        Assert.Contains(expected, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("AudioSampler", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("annotation", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_analyzer_that_does_not_exist_is_named()
    {
        using HttpResponseMessage response = await server.Client.PostAsJsonAsync(
            "/analyze",
            new { file_path = Path.Combine(server.Sounds, "tone.wav"), options = new { only = new[] { "keys" } } }
        );

        (int status, string code, string detail) = await ServerFixture.ProblemAsync(response);
        Assert.Equal((400, "unknown_analyzer"), (status, code));
        Assert.Contains("'keys'", detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("play", 550)]
    [InlineData("analyse", 560)]
    [InlineData("folder", 570)]
    public async Task A_file_that_is_not_found_is_missing_until_it_is_seen_again(string how, int hertz)
    {
        string folder = Path.Combine(server.Sounds, how);
        Directory.CreateDirectory(folder);
        await server.WriteTonesAsync(Path.Combine(how, "take.wav"), hertz);
        long id = await server.AnalyzeAsync(Path.Combine(how, "take.wav"));
        string path = Path.Combine(folder, "take.wav");
        string aside = Path.Combine(server.Sounds, "..", how + ".aside"); // where no analysis finds it as moved
        File.Move(path, aside);

        await LookAsync();
        Assert.True(await IsMissingAsync());
        File.Move(aside, path);
        await LookAsync();
        Assert.False(await IsMissingAsync());

        async Task LookAsync()
        {
            using HttpResponseMessage response = how switch
            {
                "play" => await server.Client.GetAsync($"/api/audio/{id}"),
                "analyse" => await server.Client.PostAsJsonAsync("/analyze", new { file_path = path }),
                _ => await server.Client.PostAsJsonAsync("/analyze", new { file_path = folder }),
            };
            if (how == "folder")
            {
                await server.JobEndAsync(response);
            }
        }

        async Task<bool> IsMissingAsync()
        {
            JsonElement found = await server.Client.GetFromJsonAsync<JsonElement>($"/database/files?query=is:missing");
            return found.GetProperty("results").EnumerateArray().Any(row => row.GetProperty("path").GetString() == path);
        }
    }

    [Theory]
    [InlineData("/api/files/999999", 404, "not_found")]
    [InlineData("/api/waveform/999999", 404, "not_found")]
    [InlineData("/api/audio/999999", 404, "not_found")]
    [InlineData("/jobs/none", 404, "not_found")]
    [InlineData("/nothing/here", 404, "not_found")]
    [InlineData("/database/files/no/such.wav", 404, "not_found")]
    [InlineData("/database/files?query=tempo:fast", 400, "bad_query")]
    [InlineData("/database/files?query=(rain", 400, "bad_query")]
    [InlineData("/database/files?sort=beauty", 400, "bad_query")]
    [InlineData("/database/files?page_size=501", 400, "bad_page")]
    [InlineData("/database/files?page=0", 400, "bad_page")]
    [InlineData("/database/files?page=abc", 400, "bad_request")]
    [InlineData("/database/files?query=%00", 400, "bad_query")]
    [InlineData("/database/files/x.wav?from_s=5&to_s=1", 400, "bad_request")]
    [InlineData("/api/audio/1?start_s=x", 400, "bad_request")]
    [InlineData("/analyze", 405, "method_not_allowed")]
    [InlineData("/ui/", 404, "page_missing")]
    public async Task What_is_not_there_or_makes_no_sense_is_a_problem_with_a_code(string path, int expectedStatus, string expectedCode)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(path);

        (int status, string code, string detail) = await ServerFixture.ProblemAsync(response);
        Assert.Equal((expectedStatus, expectedCode), (status, code));
        Assert.True(status != 400 || detail.Length > 0, "a mistake of the caller is explained");
    }

    [Fact]
    public async Task The_type_of_a_problem_leads_to_its_description()
    {
        JsonElement problem = await (await server.Client.GetAsync("/database/files?page=abc")).Content.ReadFromJsonAsync<JsonElement>();
        string type = problem.GetProperty("type").GetString()!;

        using HttpResponseMessage page = await server.Client.GetAsync(type);
        string html = await page.Content.ReadAsStringAsync();

        Assert.Equal("/docs/errors#bad_request", type);
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        foreach (string code in (string[])["bad_request", "outside_roots", "not_found", "truncated"])
        {
            Assert.Contains($"<h2 id=\"{code}\">", html, StringComparison.Ordinal);
        }
    }
}
