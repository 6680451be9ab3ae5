using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;
using AudioSampler.Testing;

namespace AudioSampler.Server.Tests.Endpoints;

public sealed class SettingsTests : IAsyncLifetime
{
    private readonly ServerFixture _server = new();

    public async ValueTask InitializeAsync() => await _server.InitializeAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Options_that_were_changed_hold_for_the_next_job_and_after_a_start_and_null_sets_them_back()
    {
        string path = TwoTones();
        Assert.Equal(2, await RegionsAsync(path));

        JsonElement changed = await ChangeAsync("""{"regions": {"minimum_silence_seconds": 2}, "key": {"method": "both"}}""");
        Assert.Equal(2, changed.GetProperty("regions").GetProperty("minimum_silence_seconds").GetDouble());
        Assert.Equal(-60, changed.GetProperty("regions").GetProperty("absolute_threshold_dbfs").GetDouble());
        Assert.Equal("both", changed.GetProperty("key").GetProperty("method").GetString());
        Assert.Equal(1, await RegionsAsync(path));

        await _server.StopAsync();
        await _server.StartAsync();
        JsonElement kept = (await _server.Client.GetFromJsonAsync<JsonElement>("/api/settings")).GetProperty("analysis");
        Assert.Equal(JsonSerializer.Serialize(changed), JsonSerializer.Serialize(kept));
        Assert.Equal(1, await RegionsAsync(path));

        JsonElement usual = await ChangeAsync("""{"regions": null, "key": {"method": "native"}}""");
        Assert.Equal(0.55, usual.GetProperty("regions").GetProperty("minimum_silence_seconds").GetDouble());
        Assert.Equal(2, await RegionsAsync(path));
    }

    [Theory]
    [InlineData("""{"analysis": {"regions": {"minimum_silence_seconds": 1000}}}""")]
    [InlineData("""{"analysis": {"regions": {"minimum_silence_seconds": "long"}}}""")]
    [InlineData("""{"analysis": {"volume": 11}}""")]
    [InlineData("""{"analysis": {"key": {"method": "guess"}}}""")]
    [InlineData("""{"analysis": {"tagging": {"model": "other"}}}""")]
    [InlineData("""{"analysis": 3}""")]
    public async Task What_makes_no_sense_is_refused_and_changes_nothing(string change)
    {
        string before = await _server.Client.GetStringAsync("/api/settings");

        using HttpResponseMessage response = await _server.Client.PatchAsync("/api/settings", Json(change));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("bad_setting", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal(before, await _server.Client.GetStringAsync("/api/settings"));
    }

    [Fact]
    public async Task What_was_counted_since_the_start_is_counted_on_with_other_options()
    {
        string path = TwoTones();
        await RegionsAsync(path);
        (int runs, long started) = await CountsAsync();
        Assert.True(runs > 0 && started > 0);

        await ChangeAsync("""{"regions": {"minimum_silence_seconds": 2}}""");
        Assert.Equal((runs, started), await CountsAsync());

        await RegionsAsync(path);
        (int runsNow, long startedNow) = await CountsAsync();
        Assert.True(runsNow > runs && startedNow > started);
    }

    [Theory]
    [InlineData("""{"analysis": {"bogus": 1}}""", "bogus")]
    [InlineData("""{"analysis": {"regions": {"minimum_silence_seconds": "long"}}}""", "regions.minimum_silence_seconds")]
    [InlineData("""{"analysis": {"key": {"method": "guess"}}}""", "key.method")]
    [InlineData("""{"analysis": {"regions": {"minimum_silence_seconds": 1000}}}""", "minimum silence")]
    public async Task What_makes_no_sense_is_told_in_plain_words_that_name_it(string change, string field)
    {
        using HttpResponseMessage response = await _server.Client.PatchAsync("/api/settings", Json(change));

        (_, _, string detail) = await ServerFixture.ProblemAsync(response);
        Assert.Contains(field, detail, StringComparison.Ordinal);
        Assert.DoesNotContain(".NET", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("AudioSampler", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePosition", detail, StringComparison.Ordinal);
    }

    private async Task<(int Runs, long WorkersStarted)> CountsAsync()
    {
        JsonElement plugins = await _server.Client.GetFromJsonAsync<JsonElement>("/plugins");
        JsonElement resources = await _server.Client.GetFromJsonAsync<JsonElement>("/api/system/resources");
        JsonElement timings = plugins.EnumerateArray().Single(p => p.GetProperty("name").GetString() == "loudness").GetProperty("timings");
        return (timings.GetProperty("runs").GetInt32(), resources.GetProperty("workers").GetProperty("started").GetInt64());
    }

    private async Task<JsonElement> ChangeAsync(string analysis)
    {
        using HttpResponseMessage response = await _server.Client.PatchAsync("/api/settings", Json($$"""{"analysis": {{analysis}}}"""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("analysis");
    }

    private async Task<int> RegionsAsync(string path)
    {
        using HttpResponseMessage response = await _server.Client.PostAsJsonAsync("/analyze", new { file_path = path });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement document = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("analysis_result");
        return document.GetProperty("regions").GetArrayLength();
    }

    private string TwoTones()
    {
        string path = Path.Combine(_server.Sounds, "two.wav");
        float[] tone = TestSignals.Sine(440, 1, 44_100);
        WaveFiles.Write(path, [.. tone, .. new float[44_100], .. tone], 44_100);
        return path;
    }

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
}
