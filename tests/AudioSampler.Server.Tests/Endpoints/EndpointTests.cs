using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Endpoints;

public sealed class EndpointTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Health_is_healthy_once_the_catalogue_is_open()
    {
        await server.Client.GetAsync("/plugins"); // waits for the engine
        JsonElement health = await server.Client.GetFromJsonAsync<JsonElement>("/health");

        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.Equal("open", health.GetProperty("database").GetString());
        Assert.True(health.GetProperty("plugins").GetInt32() > 0);
    }

    [Fact]
    public async Task Analysing_a_file_gives_its_document_and_stores_it()
    {
        long id = await server.AnalyzeAsync("tone.wav");

        JsonElement byId = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{id}");
        JsonElement byPath = await server.Client.GetFromJsonAsync<JsonElement>("/database/files" + Path.Combine(server.Sounds, "tone.wav"));
        JsonElement byQuery = await server.Client.GetFromJsonAsync<JsonElement>(
            "/database/files?path=" + Uri.EscapeDataString(Path.Combine(server.Sounds, "tone.wav"))
        );
        JsonElement found = await server.Client.GetFromJsonAsync<JsonElement>("/database/files?query=tone format:wav");

        Assert.Equal("ais.analysis/1", byId.GetProperty("schema").GetString());
        Assert.Equal(3, byId.GetProperty("file").GetProperty("duration_s").GetDouble(), 3);
        Assert.Equal(byId.GetRawText(), byPath.GetRawText());
        Assert.Equal(byId.GetRawText(), byQuery.GetRawText());
        Assert.Equal(1, found.GetProperty("count").GetInt32());
        Assert.Equal(id, found.GetProperty("results")[0].GetProperty("file_id").GetInt64());
    }

    [Fact]
    public async Task A_folder_is_a_job_whose_progress_can_be_followed()
    {
        using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/analyze", new { file_path = server.Sounds });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);

        JsonElement job = await response.Content.ReadFromJsonAsync<JsonElement>();
        for (int i = 0; i < 600 && job.GetProperty("state").GetString() is "queued" or "running"; i++)
        {
            await Task.Delay(100);
            job = await server.Client.GetFromJsonAsync<JsonElement>(response.Headers.Location);
        }

        Assert.Equal("partial", job.GetProperty("state").GetString()); // text.wav is no sound
        Assert.Equal(3, job.GetProperty("files_done").GetInt32());
        Assert.Equal(1, job.GetProperty("files_failed").GetInt32());
        Assert.Contains("text.wav", job.GetProperty("errors")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Respond_async_answers_with_the_job_at_once()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/analyze")
        {
            Content = JsonContent.Create(new { file_path = Path.Combine(server.Sounds, "tone.wav") }),
        };
        request.Headers.Add("Prefer", "respond-async");

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.StartsWith("/jobs/", response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

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
    [InlineData("{\"file_path\": 3}", 400)]
    [InlineData("{}", 400)]
    [InlineData("{\"file_path\": \"/x\", \"options\": {\"onyl\": [\"key\"]}}", 400)]
    [InlineData("not json", 400)]
    public async Task A_body_that_makes_no_sense_is_a_problem(string body, int expected)
    {
        using HttpResponseMessage response = await server.Client.PostAsync(
            "/analyze",
            new StringContent(body, MediaTypeHeaderValue.Parse("application/json"))
        );

        Assert.Equal(expected, (await ServerFixture.ProblemAsync(response)).Status);
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
    [InlineData("/analyze", 405, "method_not_allowed")]
    [InlineData("/ui/", 404, "page_missing")]
    public async Task What_is_not_there_or_makes_no_sense_is_a_problem_with_a_code(string path, int expectedStatus, string expectedCode)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(path);

        (int status, string code, _) = await ServerFixture.ProblemAsync(response);
        Assert.Equal((expectedStatus, expectedCode), (status, code));
    }

    [Fact]
    public async Task Pages_link_to_each_other()
    {
        await server.AnalyzeAsync("tone.wav");
        await server.AnalyzeAsync("tone.aiff");

        JsonElement first = await server.Client.GetFromJsonAsync<JsonElement>(
            "/database/files?query=format:wav OR format:aiff&page_size=1"
        );
        JsonElement second = await server.Client.GetFromJsonAsync<JsonElement>(first.GetProperty("next").GetString());

        Assert.Equal(2, second.GetProperty("page").GetInt32());
        Assert.Equal(JsonValueKind.Null, first.GetProperty("previous").ValueKind);
        Assert.NotEqual(
            first.GetProperty("results")[0].GetProperty("path").GetString(),
            second.GetProperty("results")[0].GetProperty("path").GetString()
        );
    }

    [Fact]
    public async Task The_waveform_comes_as_points_and_as_binary()
    {
        long id = await server.AnalyzeAsync("tone.wav");

        JsonElement overview = await server.Client.GetFromJsonAsync<JsonElement>($"/api/waveform/{id}");
        JsonElement some = await server.Client.GetFromJsonAsync<JsonElement>($"/api/waveform/{id}?resolution=37");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/waveform/{id}?resolution=512&bits=16");
        request.Headers.Accept.ParseAdd("application/octet-stream");
        using HttpResponseMessage binary = await server.Client.SendAsync(request);
        byte[] peaks = await binary.Content.ReadAsByteArrayAsync();
        using HttpResponseMessage tooFine = await server.Client.GetAsync($"/api/waveform/{id}?resolution=16&format=dat");

        Assert.Equal(1000, overview.GetProperty("points").GetInt32());
        Assert.Equal(37, some.GetProperty("channels")[0].GetProperty("max").GetArrayLength());
        Assert.Equal(0.5, some.GetProperty("channels")[0].GetProperty("max").EnumerateArray().Max(v => v.GetDouble()), 2);
        Assert.Equal(2, BitConverter.ToInt32(peaks, 0)); // version
        Assert.Equal(512, BitConverter.ToInt32(peaks, 12)); // samples per pixel
        Assert.Equal((int)Math.Ceiling(3 * 44_100 / 512.0), BitConverter.ToInt32(peaks, 16)); // pixels
        Assert.Equal("bad_resolution", (await ServerFixture.ProblemAsync(tooFine)).Code);
    }

    [Theory]
    [InlineData(0L, 99L, 206, 100)]
    [InlineData(null, 10L, 206, 10)]
    [InlineData(100_000_000L, null, 416, -1)]
    public async Task Sound_is_sent_in_ranges(long? from, long? to, int expectedStatus, int expectedLength)
    {
        long id = await server.AnalyzeAsync("tone.wav");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/audio/{id}");
        request.Headers.Range = new RangeHeaderValue(from, to);

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(expectedStatus, (int)response.StatusCode);
        if (expectedLength >= 0)
        {
            Assert.Equal(expectedLength, (await response.Content.ReadAsByteArrayAsync()).Length);
            Assert.False(response.Headers.ETag!.IsWeak);
        }
    }

    [Fact]
    public async Task Sound_that_browsers_cannot_play_is_sent_as_flac()
    {
        long id = await server.AnalyzeAsync("tone.aiff");

        using HttpResponseMessage response = await server.Client.GetAsync($"/api/audio/{id}");
        byte[] bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal("audio/flac", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("fLaC"u8.ToArray(), bytes[..4]);
    }

    [Fact]
    public async Task Every_operation_of_the_interface_is_described()
    {
        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        foreach (JsonProperty path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (JsonProperty operation in path.Value.EnumerateObject().Where(o => o.Name is "get" or "post" or "delete"))
            {
                Assert.True(operation.Value.TryGetProperty("summary", out _), $"{operation.Name} {path.Name} has no summary");
            }
        }

        foreach (
            string path in (string[])
                [
                    "/",
                    "/health",
                    "/status",
                    "/analyze",
                    "/plugins",
                    "/jobs",
                    "/jobs/{id}",
                    "/jobs/{id}/retry",
                    "/database/files",
                    "/database/stats",
                    "/api/waveform/{fileId}",
                    "/api/audio/{fileId}",
                ]
        )
        {
            Assert.True(document.GetProperty("paths").TryGetProperty(path, out _), $"{path} is not described");
        }

        using HttpResponseMessage docs = await server.Client.GetAsync("/docs/index.html");
        Assert.Equal(HttpStatusCode.OK, docs.StatusCode);
    }
}
