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

    [Fact]
    public async Task A_picture_that_the_browser_has_is_not_sent_again()
    {
        long id = await AnalyzeToneAsync();
        using HttpResponseMessage first = await server.Client.GetAsync($"/api/files/{id}/chroma");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/files/{id}/chroma");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using HttpResponseMessage second = await server.Client.SendAsync(again);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task There_is_no_picture_of_a_file_that_is_not_known()
    {
        using HttpResponseMessage response = await server.Client.GetAsync("/api/files/999999/spectrogram");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
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
