using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Endpoints;

/// <summary>The pictures of sounds whose answer is known: a tone, silence, the tone again.</summary>
public sealed class ViewTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_tone_stands_in_the_spectrogram_at_its_frequency_and_level()
    {
        long id = await AnalyzeToneAsync();

        JsonElement view = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{id}/spectrogram?end_s=3&columns=30");

        byte[] tone = Column(view, 5);
        int loudest = Array.IndexOf(tone, tone.Max());
        double hertz = double.Parse(view.GetProperty("rows")[loudest].GetString()!, CultureInfo.InvariantCulture);
        Assert.Equal(30, view.GetProperty("columns").GetInt32());
        Assert.InRange(hertz, 440 * 0.95, 440 * 1.05);
        Assert.InRange(LevelOf(view, tone.Max()), -7.5, -5.5);
        Assert.All(Column(view, 15), value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task Every_column_of_a_picture_that_is_finer_than_its_frames_is_drawn()
    {
        long id = await AnalyzeToneAsync();

        JsonElement view = await server.Client.GetFromJsonAsync<JsonElement>(
            $"/api/files/{id}/spectrogram?start_s=0.4&end_s=0.6&columns=4000"
        );

        Assert.All(Enumerable.Range(0, 4000), column => Assert.True(Column(view, column).Max() > 200));
    }

    [Fact]
    public async Task A_tone_stands_in_the_chroma_at_its_pitch_class()
    {
        long id = await AnalyzeToneAsync();

        JsonElement view = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{id}/chroma?columns=35");

        byte[] tone = Column(view, 5);
        Assert.Equal("A", view.GetProperty("rows")[Array.IndexOf(tone, tone.Max())].GetString());
        Assert.Equal(255, Convert.FromBase64String(view.GetProperty("values").GetString()!).Max());
    }

    [Fact]
    public async Task The_loudness_is_that_of_the_result_and_silence_has_none()
    {
        long id = await AnalyzeToneAsync();
        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{id}");
        double integrated = document
            .GetProperty("regions")[0]
            .GetProperty("analyses")
            .GetProperty("loudness")
            .GetProperty("result")
            .GetProperty("integrated_lufs")
            .GetDouble();

        JsonElement view = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{id}/loudness?columns=35");

        Assert.Equal(integrated, LevelOf(view, Column(view, 4)[0]), 0.5);
        Assert.Equal(0, Column(view, 15)[0]);
    }

    [Theory]
    [InlineData("spectrogram?start_s=2&end_s=1")]
    [InlineData("spectrogram?start_s=-1")]
    [InlineData("chroma?columns=0")]
    [InlineData("chroma?columns=4001")]
    [InlineData("loudness?start_s=99")]
    [InlineData("loudness?start_s=NaN")]
    public async Task A_stretch_that_is_none_is_told(string view)
    {
        long id = await AnalyzeToneAsync();

        using HttpResponseMessage response = await server.Client.GetAsync($"/api/files/{id}/{view}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("bad_range", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("/api/files/{0}/spectrogram", null)]
    [InlineData("/api/files/{0}/chroma", null)]
    [InlineData("/api/files/{0}/loudness", "/api/files/{0}/loudness?columns=10")]
    [InlineData("/api/waveform/{0}", "/api/waveform/{0}?resolution=zoom")]
    [InlineData("/api/waveform/{0}?start_s=0.5", "/api/waveform/{0}?start_s=0.6")]
    [InlineData("/api/waveform/{0}?format=dat&resolution=512", "/api/waveform/{0}?format=dat&resolution=512&bits=16")]
    public async Task A_picture_that_the_browser_has_is_not_sent_again(string address, string? other)
    {
        string path = string.Format(CultureInfo.InvariantCulture, address, await AnalyzeToneAsync());
        using HttpResponseMessage first = await server.Client.GetAsync(path);
        first.EnsureSuccessStatusCode();
        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());

        foreach (string known in (string[])[$"{first.Headers.ETag}", $"\"other\", W/{first.Headers.ETag}", "*"])
        {
            using HttpResponseMessage second = await AskAsync(path, known);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
            Assert.Equal(first.Headers.ETag, second.Headers.ETag);
            Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        }

        using HttpResponseMessage changed = await AskAsync(path, "\"other\"");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        if (other is not null)
        {
            using HttpResponseMessage another = await server.Client.GetAsync(
                string.Format(CultureInfo.InvariantCulture, other, await AnalyzeToneAsync())
            );
            Assert.NotEqual(first.Headers.ETag, another.Headers.ETag);
        }
    }

    [Fact]
    public async Task The_loudness_of_a_file_that_was_cut_anew_is_sent_again()
    {
        await server.WriteTonesAsync("cut.wav", hertz: 450);
        long id = await server.AnalyzeAsync("cut.wav");
        using HttpResponseMessage before = await server.Client.GetAsync($"/api/files/{id}/loudness");

        using HttpResponseMessage cut = await server.Client.PutAsJsonAsync($"/api/files/{id}/overrides/regions", new { value = "0-0.5" });
        cut.EnsureSuccessStatusCode();
        for (int i = 0; i < 600; i++)
        {
            JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{id}");
            if (document.GetProperty("regions").GetArrayLength() == 1)
            {
                break;
            }

            await Task.Delay(100);
        }

        using HttpResponseMessage after = await AskAsync($"/api/files/{id}/loudness", $"{before.Headers.ETag}");

        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task There_is_no_picture_of_a_file_that_is_not_known()
    {
        using HttpResponseMessage response = await server.Client.GetAsync("/api/files/999999/spectrogram");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await server.Client.SendAsync(request);
    }

    private static byte[] Column(JsonElement view, int column)
    {
        byte[] values = Convert.FromBase64String(view.GetProperty("values").GetString()!);
        int rows = view.GetProperty("rows").GetArrayLength();
        return values[(column * rows)..((column + 1) * rows)];
    }

    private static double LevelOf(JsonElement view, byte value)
    {
        double least = view.GetProperty("least").GetDouble();
        return least + ((value - 1) / 254.0 * (view.GetProperty("most").GetDouble() - least));
    }

    private async Task<long> AnalyzeToneAsync()
    {
        string path = Path.Combine(server.Sounds, "view.wav");
        if (!File.Exists(path))
        {
            await server.WriteTonesAsync("view.wav", 440);
        }

        return await server.AnalyzeAsync("view.wav");
    }
}
