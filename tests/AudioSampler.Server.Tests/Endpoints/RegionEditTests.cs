using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Endpoints;

/// <summary>Edits of regions over a sound of two tones, 0…1 s and 2…3.5 s.</summary>
public sealed class RegionEditTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_region_is_split_and_the_others_keep_their_results_and_marks()
    {
        long file = await AnalyzeTonesAsync("split.wav", hertz: 440);
        JsonElement[] before = await RegionsAsync(file);
        long second = before[1].GetProperty("region_id").GetInt64();
        (await server.Client.PatchAsJsonAsync($"/api/regions/{second}/marks", new { rating = 5 })).EnsureSuccessStatusCode();
        long first = before[0].GetProperty("region_id").GetInt64();

        await EditAsync(HttpMethod.Post, $"/api/regions/{first}/split", new { at_s = 0.25 });

        JsonElement[] after = await RegionsAsync(file);
        Assert.Equal(3, after.Length);
        Assert.Equal(0.25, after[0].GetProperty("end_s").GetDouble());
        Assert.Equal(0.25, after[1].GetProperty("start_s").GetDouble());
        Assert.Equal(first, after[1].GetProperty("region_id").GetInt64()); // the larger part goes on
        Assert.Equal(second, after[2].GetProperty("region_id").GetInt64());
        Assert.Equal(5, after[2].GetProperty("user").GetProperty("rating").GetInt32());
        Assert.Equal(before[1].GetProperty("analyses").GetRawText(), after[2].GetProperty("analyses").GetRawText());
        Assert.All(
            after,
            region => Assert.Equal("ok", region.GetProperty("analyses").GetProperty("loudness").GetProperty("status").GetString())
        );
    }

    [Fact]
    public async Task An_edit_survives_an_analysis_and_is_undone()
    {
        long file = await AnalyzeTonesAsync("undo.wav", hertz: 350);
        JsonElement[] before = await RegionsAsync(file);
        await EditAsync(HttpMethod.Post, $"/api/regions/{before[0].GetProperty("region_id").GetInt64()}/merge", new { });
        Assert.Single(await RegionsAsync(file));

        await JobEndAsync(
            await server.Client.PostAsJsonAsync(
                "/analyze",
                new { file_path = Path.Combine(server.Sounds, "undo.wav"), options = new { force = true } }
            )
        );
        JsonElement merged = Assert.Single(await RegionsAsync(file));
        Assert.Equal(before[0].GetProperty("start_s").GetDouble(), merged.GetProperty("start_s").GetDouble());
        Assert.Equal(before[1].GetProperty("end_s").GetDouble(), merged.GetProperty("end_s").GetDouble());

        (await server.Client.PostAsync("/api/undo", null)).EnsureSuccessStatusCode();
        await QuietAsync();
        Assert.Equal(
            before.Select(region => (region.GetProperty("start_s").GetDouble(), region.GetProperty("end_s").GetDouble())),
            (await RegionsAsync(file)).Select(region =>
                (region.GetProperty("start_s").GetDouble(), region.GetProperty("end_s").GetDouble())
            )
        );
    }

    [Fact]
    public async Task A_merged_region_has_what_is_said_of_both_and_undo_gives_each_its_own()
    {
        long file = await AnalyzeTonesAsync("marks.wav", hertz: 365);
        JsonElement[] before = await RegionsAsync(file);
        long first = before[0].GetProperty("region_id").GetInt64();
        long second = before[1].GetProperty("region_id").GetInt64();
        await MarkAsync(first, new { name = "Knock", add_tags = new[] { "wood", "dry" } });
        await MarkAsync(
            second,
            new
            {
                name = "Ring",
                rating = 4,
                add_tags = new[] { "wood", "long" },
            }
        );
        using HttpResponseMessage made = await server.Client.PostAsJsonAsync("/api/collections", new { name = "Merged" });
        long collection = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        (
            await server.Client.PostAsJsonAsync($"/api/collections/{collection}/items", new { regions = new[] { second } })
        ).EnsureSuccessStatusCode();

        await EditAsync(HttpMethod.Post, $"/api/regions/{first}/merge", new { });

        JsonElement merged = Assert.Single(await RegionsAsync(file));
        Assert.Equal(first, merged.GetProperty("region_id").GetInt64());
        Assert.Equal("Knock 4 dry long wood", Said(merged));
        JsonElement collected = await server.Client.GetFromJsonAsync<JsonElement>(
            "/api/regions?query=" + Uri.EscapeDataString("collection:Merged")
        );
        Assert.Equal(first, collected.GetProperty("results")[0].GetProperty("region_id").GetInt64());

        (await server.Client.PostAsync("/api/undo", null)).EnsureSuccessStatusCode();
        await QuietAsync();
        JsonElement[] after = await RegionsAsync(file);
        Assert.Equal([first, second], after.Select(region => region.GetProperty("region_id").GetInt64()));
        collected = await server.Client.GetFromJsonAsync<JsonElement>("/api/regions?query=" + Uri.EscapeDataString("collection:Merged"));
        Assert.Equal(second, Assert.Single(collected.GetProperty("results").EnumerateArray()).GetProperty("region_id").GetInt64());
        Assert.Equal(["Knock  dry wood", "Ring 4 long wood"], after.Select(Said));

        async Task MarkAsync(long region, object marks) =>
            (await server.Client.PatchAsJsonAsync($"/api/regions/{region}/marks", marks)).EnsureSuccessStatusCode();

        static string Said(JsonElement region)
        {
            JsonElement user = region.GetProperty("user");
            string rating =
                user.TryGetProperty("rating", out JsonElement stars) && stars.ValueKind == JsonValueKind.Number ? $"{stars}" : "";
            return $"{user.GetProperty("name").GetString()} {rating} {string.Join(' ', user.GetProperty("tags").EnumerateArray())}";
        }
    }

    [Fact]
    public async Task Several_regions_are_merged_and_dropped_as_one_change_each()
    {
        long file = await AnalyzeTonesAsync("several.wav", hertz: 375);
        await EditAsync(
            HttpMethod.Post,
            $"/api/regions/{(await RegionsAsync(file))[1].GetProperty("region_id").GetInt64()}/split",
            new { at_s = 2.7 }
        );
        JsonElement[] before = await RegionsAsync(file);
        long[] ids = [.. before.Select(region => region.GetProperty("region_id").GetInt64())];
        Assert.Equal(3, ids.Length);
        (await server.Client.PatchAsJsonAsync($"/api/regions/{ids[2]}/marks", new { rating = 4 })).EnsureSuccessStatusCode();

        await EditAsync(HttpMethod.Post, $"/api/regions/{ids[0]}/merge?until={ids[2]}", new { });
        JsonElement merged = Assert.Single(await RegionsAsync(file));
        Assert.Equal(ids[0], merged.GetProperty("region_id").GetInt64());
        Assert.Equal(4, merged.GetProperty("user").GetProperty("rating").GetInt32());

        (await server.Client.PostAsync("/api/undo", null)).EnsureSuccessStatusCode();
        await QuietAsync();
        ids = [.. (await RegionsAsync(file)).Select(region => region.GetProperty("region_id").GetInt64())];
        Assert.Equal(3, ids.Length);
        using HttpResponseMessage backwards = await server.Client.DeleteAsync($"/api/regions/{ids[1]}?until={ids[0]}");
        Assert.Equal(HttpStatusCode.BadRequest, backwards.StatusCode);

        await EditAsync(HttpMethod.Delete, $"/api/regions/{ids[1]}?until={ids[2]}", null);
        Assert.Equal(ids[0], Assert.Single(await RegionsAsync(file)).GetProperty("region_id").GetInt64());
    }

    [Fact]
    public async Task A_border_moves_and_a_neighbour_gives_way_and_a_region_is_dropped()
    {
        long file = await AnalyzeTonesAsync("move.wav", hertz: 523);
        JsonElement[] before = await RegionsAsync(file);

        await EditAsync(HttpMethod.Patch, $"/api/regions/{before[0].GetProperty("region_id").GetInt64()}", new { end_s = 2.5 });
        JsonElement[] moved = await RegionsAsync(file);
        Assert.Equal(2.5, moved[0].GetProperty("end_s").GetDouble());
        Assert.Equal(2.5, moved[1].GetProperty("start_s").GetDouble());

        await EditAsync(HttpMethod.Delete, $"/api/regions/{moved[0].GetProperty("region_id").GetInt64()}", null);
        JsonElement left = Assert.Single(await RegionsAsync(file));
        Assert.Equal(2.5, left.GetProperty("start_s").GetDouble());
        string address = $"/api/regions/{left.GetProperty("region_id").GetInt64()}";
        using HttpResponseMessage merged = await server.Client.PostAsync(address + "/merge", null);
        Assert.Contains("there is none after it", (await ServerFixture.ProblemAsync(merged)).Detail, StringComparison.Ordinal);
        using HttpResponseMessage last = await server.Client.DeleteAsync(address);
        Assert.Equal(HttpStatusCode.BadRequest, last.StatusCode); // none left to play

        (await server.Client.DeleteAsync($"/api/files/{file}/overrides/regions")).EnsureSuccessStatusCode();
        await QuietAsync();
        Assert.Equal(before.Length, (await RegionsAsync(file)).Length);
    }

    [Theory]
    [InlineData("split", """{"at_s": 9}""")]
    [InlineData("split", """{"at_s": -1}""")]
    [InlineData("split", """{"at_s": 0.001}""")]
    public async Task A_cut_that_makes_no_sense_is_told_and_changes_nothing(string edit, string body)
    {
        long file = await AnalyzeTonesAsync("bad.wav", hertz: 622);
        JsonElement[] before = await RegionsAsync(file);

        using HttpResponseMessage response = await server.Client.PostAsync(
            $"/api/regions/{before[0].GetProperty("region_id").GetInt64()}/{edit}",
            new StringContent(body, System.Text.Encoding.UTF8, "application/json")
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(before.Length, (await RegionsAsync(file)).Length);
    }

    [Fact]
    public async Task Where_a_file_is_cut_is_no_value_of_a_region_and_what_is_not_there_is_told()
    {
        long file = await AnalyzeTonesAsync("none.wav", hertz: 700);
        long region = (await RegionsAsync(file))[0].GetProperty("region_id").GetInt64();

        using HttpResponseMessage ofRegion = await server.Client.PutAsJsonAsync(
            $"/api/regions/{region}/overrides/regions",
            new { value = "0-1" }
        );
        using HttpResponseMessage nowhere = await server.Client.PostAsJsonAsync("/api/regions/999999/split", new { at_s = 1 });

        Assert.Equal(HttpStatusCode.BadRequest, ofRegion.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task The_regions_of_a_file_are_written_as_text_too()
    {
        long file = await AnalyzeTonesAsync("text2.wav", hertz: 784);

        (
            await server.Client.PutAsJsonAsync($"/api/files/{file}/overrides/regions", new { value = "0-0.5, 0.5-1,2.25-99" })
        ).EnsureSuccessStatusCode();
        await QuietAsync();

        JsonElement[] regions = await RegionsAsync(file);
        Assert.Equal([0, 0.5, 2.25], regions.Select(region => region.GetProperty("start_s").GetDouble()));
        Assert.Equal(3.5, regions[2].GetProperty("end_s").GetDouble()); // not beyond the end of the file
        await EditAsync(HttpMethod.Post, $"/api/regions/{regions[2].GetProperty("region_id").GetInt64()}/split", new { at_s = 3 });
        Assert.Equal(4, (await RegionsAsync(file)).Length);
    }

    [Fact]
    public async Task Cuts_at_silences_are_shown_before_they_are_made()
    {
        long file = await AnalyzeTonesAsync("preview.wav", hertz: 830);

        JsonElement usual = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{file}/cuts");
        JsonElement patient = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{file}/cuts?min_silence_s=2&padding_s=0.2");
        using HttpResponseMessage wrong = await server.Client.GetAsync($"/api/files/{file}/cuts?relative_db=1");

        JsonElement[] found = await RegionsAsync(file);
        Assert.Equal(
            found.Select(region => region.GetProperty("start_s").GetDouble()),
            usual.GetProperty("regions").EnumerateArray().Select(region => region[0].GetDouble())
        );
        Assert.Single(patient.GetProperty("regions").EnumerateArray());
        Assert.Equal("bad_range", (await ServerFixture.ProblemAsync(wrong)).Code);
        Assert.Equal(2, (await RegionsAsync(file)).Length); // nothing has changed

        (
            await server.Client.PutAsJsonAsync($"/api/files/{file}/overrides/regions", new { value = patient.GetProperty("regions") })
        ).EnsureSuccessStatusCode();
        await QuietAsync();
        Assert.Single(await RegionsAsync(file));
    }

    private async Task EditAsync(HttpMethod method, string address, object? body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        HttpResponseMessage response = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        JsonElement job = await JobEndAsync(response);
        Assert.Equal("done", job.GetProperty("state").GetString());
    }

    private async Task<JsonElement> JobEndAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return response.StatusCode == HttpStatusCode.Accepted ? await server.JobEndAsync(response) : default;
        }
    }

    /// <summary>Waits until no job is left.</summary>
    private async Task QuietAsync()
    {
        for (int i = 0; i < 300; i++)
        {
            JsonElement jobs = await server.Client.GetFromJsonAsync<JsonElement>("/jobs");
            if (
                jobs.GetProperty("results").EnumerateArray().All(job => job.GetProperty("state").GetString() is not ("queued" or "running"))
            )
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("the jobs do not end");
    }

    private async Task<JsonElement[]> RegionsAsync(long file) =>
        [.. (await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{file}")).GetProperty("regions").EnumerateArray()];

    private async Task<long> AnalyzeTonesAsync(string name, int hertz)
    {
        string path = Path.Combine(server.Sounds, name);
        if (!File.Exists(path))
        {
            await server.WriteTonesAsync(name, hertz);
        }

        return await server.AnalyzeAsync(name);
    }
}
