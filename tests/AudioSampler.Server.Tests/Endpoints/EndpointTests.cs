using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;
using AudioSampler.Testing;
using Microsoft.Data.Sqlite;

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

        JsonElement job = await server.JobEndAsync(response);

        Assert.Equal("partial", job.GetProperty("state").GetString()); // text.wav is no sound
        Assert.Equal(3, job.GetProperty("files_done").GetInt32());
        Assert.Equal(1, job.GetProperty("files_failed").GetInt32());
        Assert.Contains("text.wav", job.GetProperty("errors")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sound_of_a_file_is_had_by_its_path_too()
    {
        long id = await server.AnalyzeAsync("tone.wav");
        string path = Path.Combine(server.Sounds, "tone.wav");

        byte[] byId = await server.Client.GetByteArrayAsync($"/api/audio/{id}");
        byte[] byPath = await server.Client.GetByteArrayAsync("/api/processed_audio" + path);
        byte[] slice = await server.Client.GetByteArrayAsync($"/api/processed_audio/{Uri.EscapeDataString(path[1..])}?start_s=1&end_s=2");
        using HttpResponseMessage unknown = await server.Client.GetAsync(
            "/api/processed_audio" + Path.Combine(server.Elsewhere, "secret.wav")
        );

        Assert.Equal(byId, byPath);
        Assert.InRange(slice.Length, 88_200, 88_400);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
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
    public async Task A_path_may_be_percent_encoded_as_a_whole()
    {
        File.Copy(Path.Combine(server.Sounds, "tone.wav"), Path.Combine(server.Aside, "50%2F50 über.wav"), overwrite: true);
        long id = await server.AnalyzeAsync(Path.Combine(server.Aside, "50%2F50 über.wav"));

        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>(
            "/database/files/" + Uri.EscapeDataString(Path.Combine(server.Aside, "50%2F50 über.wav")[1..])
        );

        Assert.Equal(id, document.GetProperty("file_id").GetInt64());
    }

    [Fact]
    public async Task A_document_is_cut_down_to_what_is_asked_for()
    {
        string path = Path.Combine(server.Aside, "clicks.wav");
        float[] clicks = TestSignals.ClickTrack(120, 8, 44_100);
        WaveFiles.Write(path, [.. clicks, .. new float[2 * 44_100], .. TestSignals.Sine(440, 2, 44_100)], 44_100);
        long id = await server.AnalyzeAsync(path);

        JsonElement whole = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{id}");
        JsonElement cut = await server.Client.GetFromJsonAsync<JsonElement>($"/database/files{path}?analyses=key,tempo&from_s=2&to_s=4");

        Assert.Equal(2, whole.GetProperty("regions").GetArrayLength());
        JsonElement region = Assert.Single(cut.GetProperty("regions").EnumerateArray());
        Assert.Equal(["key", "tempo"], region.GetProperty("analyses").EnumerateObject().Select(a => a.Name));
        double[] beats =
        [
            .. region
                .GetProperty("analyses")
                .GetProperty("tempo")
                .GetProperty("result")
                .GetProperty("beats_s")
                .EnumerateArray()
                .Select(b => b.GetDouble()),
        ];
        Assert.InRange(beats.Length, 3, 5);
        Assert.All(beats, beat => Assert.InRange(beat, 2, 4));
    }

    [Fact]
    public async Task A_range_of_an_unknown_unit_is_ignored()
    {
        long id = await server.AnalyzeAsync("tone.wav");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/audio/{id}");
        request.Headers.TryAddWithoutValidation("Range", "items=0-1");

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(new FileInfo(Path.Combine(server.Sounds, "tone.wav")).Length, response.Content.Headers.ContentLength);
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

        JsonElement zoom = await server.Client.GetFromJsonAsync<JsonElement>($"/api/waveform/{id}?resolution=zoom");

        Assert.Equal((3 * 44_100 + 31) / 32, zoom.GetProperty("points").GetInt32()); // as many as there are, and no point twice
        Assert.Equal(zoom.GetProperty("points").GetInt32(), zoom.GetProperty("channels")[0].GetProperty("max").GetArrayLength());
        Assert.Equal(1000, overview.GetProperty("points").GetInt32());
        Assert.Equal(37, some.GetProperty("channels")[0].GetProperty("max").GetArrayLength());
        Assert.Equal(0.5, some.GetProperty("channels")[0].GetProperty("max").EnumerateArray().Max(v => v.GetDouble()), 2);
        Assert.Equal(2, BitConverter.ToInt32(peaks, 0)); // version
        Assert.Equal(512, BitConverter.ToInt32(peaks, 12)); // samples per pixel
        Assert.Equal((int)Math.Ceiling(3 * 44_100 / 512.0), BitConverter.ToInt32(peaks, 16)); // pixels
        Assert.Equal("bad_resolution", (await ServerFixture.ProblemAsync(tooFine)).Code);
    }

    [Fact]
    public async Task The_waveform_of_a_stretch_is_that_part_of_the_whole()
    {
        long id = await server.AnalyzeAsync("tone.wav");

        JsonElement whole = await server.Client.GetFromJsonAsync<JsonElement>($"/api/waveform/{id}?resolution=30");
        JsonElement part = await server.Client.GetFromJsonAsync<JsonElement>($"/api/waveform/{id}?resolution=10&start_s=1&end_s=2");
        using HttpResponseMessage turned = await server.Client.GetAsync($"/api/waveform/{id}?start_s=2&end_s=1");
        using HttpResponseMessage after = await server.Client.GetAsync($"/api/waveform/{id}?start_s=90");

        Assert.Equal(10, part.GetProperty("points").GetInt32());
        Assert.Equal(Maxima(whole)[10..20], Maxima(part), (a, b) => Math.Abs(a - b) < 0.01);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (turned.StatusCode, after.StatusCode));

        static double[] Maxima(JsonElement waveform) =>
            [.. waveform.GetProperty("channels")[0].GetProperty("max").EnumerateArray().Select(value => value.GetDouble())];
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
            return;
        }

        (_, string code, string detail) = await ServerFixture.ProblemAsync(response);
        Assert.Equal("bad_range", code);
        Assert.Contains("Content-Range", detail, StringComparison.Ordinal);
        Assert.NotNull(response.Content.Headers.ContentRange!.Length);
    }

    [Fact]
    public async Task Sound_that_is_not_the_one_the_caller_has_is_refused_with_a_code()
    {
        long id = await server.AnalyzeAsync("tone.wav");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/audio/{id}");
        request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"another\""));

        using HttpResponseMessage response = await server.Client.SendAsync(request);

        (int status, string code, string detail) = await ServerFixture.ProblemAsync(response);
        Assert.Equal((412, "another_sound"), (status, code));
        Assert.NotEmpty(detail);
    }

    [Fact]
    public async Task The_figures_say_how_long_searches_take()
    {
        JsonElement before = (await server.Client.GetFromJsonAsync<JsonElement>("/database/stats")).GetProperty("searches");
        await server.Client.GetAsync("/database/files?query=tone");
        await server.Client.GetAsync("/database/files?query=nothing");
        JsonElement after = (await server.Client.GetFromJsonAsync<JsonElement>("/database/stats")).GetProperty("searches");

        Assert.Equal(before.GetProperty("count").GetInt64() + 2, after.GetProperty("count").GetInt64());
        Assert.InRange(after.GetProperty("median_ms").GetDouble(), 0.001, after.GetProperty("p95_ms").GetDouble());
    }

    [Fact]
    public async Task Analyses_that_do_not_exist_are_named_and_those_of_a_document_are_cut_to()
    {
        long id = await server.AnalyzeAsync("tone.wav");
        string path = Path.Combine(server.Sounds, "tone.wav");
        foreach (string address in (string[])[$"/api/files/{id}?", $"/database/files?path={path}&", $"/database/files{path}?"])
        {
            using HttpResponseMessage refused = await server.Client.GetAsync($"{address}analyses=key,bogus");
            JsonElement cut = await server.Client.GetFromJsonAsync<JsonElement>($"{address}analyses=key,%20loudness");

            (int status, string code, string detail) = await ServerFixture.ProblemAsync(refused);
            Assert.Equal((400, "unknown_analyzer"), (status, code));
            Assert.Contains("'bogus'", detail, StringComparison.Ordinal);
            Assert.Equal(
                ["key", "loudness"],
                cut.GetProperty("regions")[0].GetProperty("analyses").EnumerateObject().Select(analysis => analysis.Name)
            );
        }
    }

    [Fact]
    public async Task Analyses_of_analyzers_that_are_no_more_are_given_while_there_are_some()
    {
        long id = await server.AnalyzeAsync("tone.wav");
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(server.Data, "catalogue.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = """
                INSERT OR IGNORE INTO region_analysis (region_id, analyzer, status, version, record, packed)
                SELECT region_id, 'formerly', status, version, record, packed FROM region_analysis WHERE analyzer = 'loudness'
                """;
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }

        JsonElement cut = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{id}?analyses=key,formerly");

        Assert.Equal(
            ["formerly", "key"],
            cut.GetProperty("regions")[0].GetProperty("analyses").EnumerateObject().Select(analysis => analysis.Name)
        );
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

        Assert.All(
            (string[])["304", "403", "404", "416"],
            status => Assert.True(Responses("/api/audio/{fileId}", "get").TryGetProperty(status, out _), $"audio {status}")
        );
        Assert.All(
            (string[])["400", "403", "404", "413", "415", "422"],
            status => Assert.True(Responses("/analyze", "post").TryGetProperty(status, out _), $"analyze {status}")
        );
        Assert.True(Responses("/health", "get").TryGetProperty("503", out _));

        JsonElement Responses(string path, string method) =>
            document.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses");

        using HttpResponseMessage docs = await server.Client.GetAsync("/docs/index.html");
        Assert.Equal(HttpStatusCode.OK, docs.StatusCode);
    }
}
