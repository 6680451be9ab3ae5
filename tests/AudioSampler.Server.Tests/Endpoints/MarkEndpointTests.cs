using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Endpoints;

public sealed class MarkEndpointTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Corrections_are_made_searched_shown_and_taken_back()
    {
        long id = await server.AnalyzeAsync("tone.wav");

        JsonElement mark = await OkAsync(await server.Client.PutAsJsonAsync($"/api/files/{id}/overrides/tempo.bpm", new { value = 87.5 }));
        await OkAsync(await server.Client.PutAsJsonAsync($"/api/files/{id}/overrides/key.key", new { value = "F#m" }));

        Assert.Equal(87.5, mark.GetProperty("overrides").GetProperty("tempo.bpm").GetDouble());
        JsonElement found = await server.Client.GetFromJsonAsync<JsonElement>("/database/files?query=tempo:87.5 key:11A&explain=true");
        // A copy of it has the same audio, so it is found too.
        JsonElement row = Assert.Single(found.GetProperty("results").EnumerateArray(), row => row.GetProperty("file_id").GetInt64() == id);
        Assert.Equal("F# minor", row.GetProperty("key").GetString());
        Assert.Equal(["tempo:87.5", "key:11A"], row.GetProperty("why").EnumerateArray().Select(why => why.GetProperty("term").GetString()));
        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{id}");
        Assert.Equal("F# minor", document.GetProperty("overrides").GetProperty("key.key").GetString());

        JsonElement undone = await OkAsync(await server.Client.PostAsync("/api/undo", null));
        Assert.Contains("key corrected", undone.GetProperty("action").GetString(), StringComparison.Ordinal);
        await OkAsync(await server.Client.DeleteAsync($"/api/files/{id}/overrides/tempo.bpm"));
        Assert.Equal(
            0,
            (await server.Client.GetFromJsonAsync<JsonElement>("/database/files?query=is:corrected")).GetProperty("count").GetInt32()
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await server.Client.PostAsync($"/api/history/{undone.GetProperty("id").GetInt64()}/undo", null)).StatusCode
        );
    }

    [Theory]
    [InlineData("drums%2Fkick", "drums/kick")]
    [InlineData("drums%2fsnare", "drums/snare")]
    [InlineData("drums%252Fhat", "drums%2Fhat")]
    [InlineData("50%25", "50%")]
    [InlineData("a%20b%2Fc%3F", "a b/c?")]
    public async Task A_tag_in_an_address_may_hold_a_slash(string written, string tag)
    {
        long id = await server.AnalyzeAsync("tone.wav");

        JsonElement tagged = await OkAsync(await server.Client.PutAsync($"/api/files/{id}/tags/{written}", null));
        Assert.Contains(tag, Tags(tagged));
        JsonElement untagged = await OkAsync(await server.Client.DeleteAsync($"/api/files/{id}/tags/{written}?x=1/2"));
        Assert.DoesNotContain(tag, Tags(untagged));

        static IEnumerable<string?> Tags(JsonElement mark) => mark.GetProperty("tags").EnumerateArray().Select(t => t.GetString());
    }

    [Fact]
    public async Task Regions_are_searched_named_and_tagged_one_by_one_and_in_bulk()
    {
        await server.AnalyzeAsync("tone.wav");
        JsonElement found = await server.Client.GetFromJsonAsync<JsonElement>("/api/regions?query=tone&sort=-duration");
        long id = found.GetProperty("results")[0].GetProperty("region_id").GetInt64();

        await OkAsync(
            await server.Client.PatchAsJsonAsync(
                $"/api/regions/{id}/marks",
                new
                {
                    name = "A4 <b>",
                    rating = 5,
                    favourite = true,
                }
            )
        );
        await OkAsync(await server.Client.PutAsync($"/api/regions/{id}/tags/pure%20tone", null));
        JsonElement bulk = await OkAsync(
            await server.Client.PostAsJsonAsync("/api/regions/marks", new { query = "tone", change = new { add_tags = new[] { "bulk" } } })
        );

        Assert.True(bulk.GetProperty("count").GetInt32() >= 1);
        JsonElement region = await server.Client.GetFromJsonAsync<JsonElement>($"/api/regions/{id}");
        JsonElement user = region.GetProperty("region").GetProperty("user");
        Assert.Equal("A4 <b>", user.GetProperty("name").GetString());
        Assert.Equal(["bulk", "pure tone"], user.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        JsonElement tags = await server.Client.GetFromJsonAsync<JsonElement>("/api/tags");
        Assert.Contains(tags.GetProperty("mine").EnumerateArray(), tag => tag.GetProperty("tag").GetString() == "pure tone");
        JsonElement rated = await server.Client.GetFromJsonAsync<JsonElement>(
            "/api/regions?query=rating:5 mytag:\"pure tone\" is:favourite"
        );
        Assert.Equal("A4 <b>", rated.GetProperty("results")[0].GetProperty("name").GetString());
        await OkAsync(await server.Client.DeleteAsync($"/api/regions/{id}/tags/pure%20tone"));
        JsonElement mark = await server.Client.GetFromJsonAsync<JsonElement>($"/api/regions/{id}/marks");
        Assert.Equal("bulk", Assert.Single(mark.GetProperty("tags").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task A_removed_file_is_gone_listed_and_brought_back()
    {
        long file = await server.AnalyzeAsync("tone.wav");

        JsonElement removed = await OkAsync(await server.Client.DeleteAsync($"/api/files/{file}"));
        Assert.Equal(1, removed.GetProperty("count").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.GetAsync($"/api/audio/{file}")).StatusCode);
        Assert.Equal((404, "not_found"), Short(await ProblemAsync(await server.Client.DeleteAsync($"/api/files/{file}"))));
        JsonElement list = await server.Client.GetFromJsonAsync<JsonElement>("/api/removed");
        JsonElement row = Assert.Single(list.GetProperty("results").EnumerateArray(), r => r.GetProperty("file_id").GetInt64() == file);
        Assert.Equal(removed.GetProperty("id").GetInt64(), row.GetProperty("history_id").GetInt64());

        Assert.Equal(
            1,
            (await OkAsync(await server.Client.PostAsJsonAsync("/api/removed/restore", new { ids = new[] { file } })))
                .GetProperty("count")
                .GetInt32()
        );
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync($"/api/audio/{file}")).StatusCode);

        await OkAsync(await server.Client.PostAsJsonAsync("/api/files/remove", new { query = "tone" }));
        await OkAsync(await server.Client.PostAsync("/api/undo", null));
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync($"/api/audio/{file}")).StatusCode);
    }

    [Fact]
    public async Task Files_are_analysed_again_as_one_job()
    {
        long tone = await server.AnalyzeAsync("tone.wav");

        using HttpResponseMessage answer = await server.Client.PostAsJsonAsync(
            "/api/files/analyze",
            new { query = "tone", options = new { force = true } }
        );

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        JsonElement ended = await server.JobEndAsync(answer);
        Assert.Equal("done", ended.GetProperty("state").GetString());
        Assert.True(ended.GetProperty("files_done").GetInt32() >= 1);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync($"/api/audio/{tone}")).StatusCode);
    }

    [Theory]
    [InlineData("/api/files/analyze", "{}", 400, "bad_mark")]
    [InlineData("/api/files/analyze", """{"ids": [987654321]}""", 404, "not_found")]
    [InlineData("/api/files/analyze", """{"query": "tone", "options": {"only": ["nothing"]}}""", 400, "unknown_analyzer")]
    [InlineData("/api/files/remove", "{}", 400, "bad_mark")]
    [InlineData("/api/files/remove", """{"ids": [1], "query": "x"}""", 400, "bad_mark")]
    [InlineData("/api/files/remove", """{"query": "tempo:"}""", 400, "bad_query")]
    [InlineData("/api/files/remove", """{"ids": [987654321]}""", 404, "not_found")]
    [InlineData("/api/removed/restore", """{"ids": []}""", 400, "bad_mark")]
    public async Task Removals_that_make_no_sense_are_refused(string address, string body, int status, string code)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        Assert.Equal((status, code), Short(await ProblemAsync(await server.Client.PostAsync(address, content))));
        Assert.Equal((400, "bad_page"), Short(await ProblemAsync(await server.Client.GetAsync("/api/removed?page=0"))));
    }

    [Fact]
    public async Task Collections_and_saved_searches_come_and_go()
    {
        long file = await server.AnalyzeAsync("tone.wav");
        using HttpResponseMessage made = await server.Client.PostAsJsonAsync("/api/collections", new { name = "Tones" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        long id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();

        Assert.Equal(
            (409, "name_taken"),
            Short(await ProblemAsync(await server.Client.PostAsJsonAsync("/api/collections", new { name = "TONES" })))
        );
        JsonElement filled = await OkAsync(
            await server.Client.PostAsJsonAsync($"/api/collections/{id}/items", new { files = new[] { file } })
        );
        Assert.InRange(filled.GetProperty("files").GetInt32(), 1, 2); // a copy of it that another test entered has the same audio
        JsonElement found = await server.Client.GetFromJsonAsync<JsonElement>("/database/files?query=collection:tones");
        Assert.Contains(found.GetProperty("results").EnumerateArray(), row => row.GetProperty("file_id").GetInt64() == file);
        JsonElement empty = await OkAsync(
            await server.Client.PostAsJsonAsync($"/api/collections/{id}/items/remove", new { files = new[] { file } })
        );
        Assert.Equal(0, empty.GetProperty("files").GetInt32());
        Assert.Equal(
            "Pure",
            (await OkAsync(await server.Client.PatchAsJsonAsync($"/api/collections/{id}", new { name = "Pure" })))
                .GetProperty("name")
                .GetString()
        );
        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync($"/api/collections/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.DeleteAsync($"/api/collections/{id}")).StatusCode);

        JsonElement saved = await OkAsync(
            await server.Client.PostAsJsonAsync(
                "/api/searches",
                new
                {
                    name = "Loops",
                    target = "regions",
                    query = "type:loop",
                    sort = "tempo:90",
                }
            )
        );
        JsonElement listed = Assert.Single((await server.Client.GetFromJsonAsync<JsonElement>("/api/searches")).EnumerateArray());
        Assert.Equal("type:loop", listed.GetProperty("query").GetString());
        Assert.Equal(
            (400, "bad_query"),
            Short(await ProblemAsync(await server.Client.PostAsJsonAsync("/api/searches", new { name = "x", query = "root:C3" })))
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await server.Client.DeleteAsync($"/api/searches/{saved.GetProperty("id").GetInt64()}")).StatusCode
        );
    }

    [Theory]
    [InlineData("PUT", "/api/files/FILE/overrides/tempo.bpm", """{"value": 3}""", 400, "bad_mark")]
    [InlineData("PUT", "/api/files/FILE/overrides/colour", """{"value": 3}""", 400, "bad_mark")]
    [InlineData("PUT", "/api/files/FILE/overrides/tempo.bpm", """{}""", 400, "bad_request")]
    [InlineData("PUT", "/api/files/999999/overrides/tempo.bpm", """{"value": 90}""", 404, "not_found")]
    [InlineData("DELETE", "/api/files/FILE/overrides/colour", null, 400, "bad_mark")]
    [InlineData("PATCH", "/api/files/FILE/marks", """{"rating": 6}""", 400, "bad_mark")]
    [InlineData("PATCH", "/api/files/FILE/marks", """{"name": "x"}""", 400, "bad_mark")]
    [InlineData("PATCH", "/api/files/FILE/marks", """{"stars": 3}""", 400, "bad_request")]
    [InlineData("PATCH", "/api/regions/999999/marks", """{"rating": 3}""", 404, "not_found")]
    [InlineData("PUT", "/api/files/FILE/tags/%20", null, 400, "bad_mark")]
    [InlineData("GET", "/api/regions/999999", null, 404, "not_found")]
    [InlineData("GET", "/api/regions/999999/marks", null, 404, "not_found")]
    [InlineData("GET", "/api/regions?query=regions:2", null, 400, "bad_query")]
    [InlineData("GET", "/api/regions?sort=size", null, 400, "bad_query")]
    [InlineData("GET", "/api/regions?page_size=0", null, 400, "bad_page")]
    [InlineData("GET", "/api/regions?cursor=none", null, 400, "bad_request")]
    [InlineData("GET", "/api/history?most=0", null, 400, "bad_page")]
    [InlineData("POST", "/api/regions/marks", """{"change": {"rating": 3}}""", 400, "bad_mark")]
    [InlineData("POST", "/api/regions/marks", """{"ids": [1], "query": "a", "change": {"rating": 3}}""", 400, "bad_mark")]
    [InlineData("POST", "/api/regions/marks", """{"query": "tempo:x", "change": {"rating": 3}}""", 400, "bad_query")]
    [InlineData("POST", "/api/collections", """{"name": " "}""", 400, "bad_mark")]
    [InlineData("PATCH", "/api/collections/999999", """{"name": "x"}""", 404, "not_found")]
    [InlineData("POST", "/api/collections/999999/items", """{"files": [1]}""", 404, "not_found")]
    [InlineData("POST", "/api/collections/999999/items", """{}""", 400, "bad_mark")]
    [InlineData("POST", "/api/searches", """{"name": "x", "target": "sounds"}""", 400, "bad_query")]
    [InlineData("DELETE", "/api/searches/999999", null, 404, "not_found")]
    public async Task Requests_that_make_no_sense_are_answered_with_a_problem(
        string method,
        string path,
        string? body,
        int status,
        string code
    )
    {
        long file = await server.AnalyzeAsync("tone.wav");
        using var request = new HttpRequestMessage(new HttpMethod(method), path.Replace("FILE", $"{file}", StringComparison.Ordinal));
        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }

        Assert.Equal((status, code), Short(await ProblemAsync(await server.Client.SendAsync(request))));
    }

    [Fact]
    public async Task A_bad_query_is_told_with_its_place()
    {
        using HttpResponseMessage response = await server.Client.GetAsync("/api/regions?query=rain tempo:fast");
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((11, 4), (problem.GetProperty("position").GetInt32(), problem.GetProperty("length").GetInt32()));
    }

    [Fact]
    public async Task Cursors_lead_through_the_list()
    {
        await server.AnalyzeAsync("tone.wav");
        await server.AnalyzeAsync("tone.aiff");
        JsonElement first = await server.Client.GetFromJsonAsync<JsonElement>("/database/files?query=tone&page_size=1");
        string cursor = first.GetProperty("next_cursor").GetString()!;
        JsonElement second = await server.Client.GetFromJsonAsync<JsonElement>($"/database/files?query=tone&page_size=1&cursor={cursor}");

        Assert.NotEqual(
            first.GetProperty("results")[0].GetProperty("file_id").GetInt64(),
            second.GetProperty("results")[0].GetProperty("file_id").GetInt64()
        );
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next_cursor").ValueKind);
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    private static (int, string) Short((int Status, string Code, string Detail) problem) => (problem.Status, problem.Code);

    private static Task<(int Status, string Code, string Detail)> ProblemAsync(HttpResponseMessage response) =>
        ServerFixture.ProblemAsync(response);

    private static async Task<JsonElement> OkAsync(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
