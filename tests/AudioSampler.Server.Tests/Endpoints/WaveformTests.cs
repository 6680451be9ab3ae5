using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Endpoints;

public sealed class WaveformTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_waveform_that_is_gone_is_made_once_more_from_the_sound()
    {
        await server.WriteTonesAsync("gone.wav", hertz: 520);
        long id = await server.AnalyzeAsync("gone.wav");
        byte[] before = await PeaksAsync(id);
        string stored = Clear();

        using HttpResponseMessage notMade = await server.Client.GetAsync($"/api/waveform/{id}?make=false");
        Assert.Equal(204, (int)notMade.StatusCode);
        byte[][] after = await Task.WhenAll(PeaksAsync(id), PeaksAsync(id), PeaksAsync(id));

        Assert.All(after, peaks => Assert.Equal(before, peaks));
        Assert.True(File.Exists(stored));
        using HttpResponseMessage small = await server.Client.GetAsync($"/api/waveform/{id}?make=false&resolution=10");
        Assert.Equal(10, (await small.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("points").GetInt32());
    }

    [Fact]
    public async Task It_is_not_made_from_another_sound_or_from_a_file_that_is_away()
    {
        await server.WriteTonesAsync("other.wav", hertz: 530);
        long id = await server.AnalyzeAsync("other.wav");
        string stored = Clear();
        string path = Path.Combine(server.Sounds, "other.wav");

        await server.WriteTonesAsync("other.wav", hertz: 540);
        using HttpResponseMessage changed = await server.Client.GetAsync($"/api/waveform/{id}");
        (int status, _, string detail) = await ServerFixture.ProblemAsync(changed);
        Assert.Equal(404, status);
        Assert.Contains("other.wav", detail, StringComparison.Ordinal);
        Assert.Contains("analyse it again", detail, StringComparison.Ordinal);

        File.Delete(path);
        using HttpResponseMessage away = await server.Client.GetAsync($"/api/waveform/{id}");
        Assert.Equal((404, "missing"), await CodeAsync(away));
        Assert.False(File.Exists(stored));
    }

    private async Task<byte[]> PeaksAsync(long id) =>
        await server.Client.GetByteArrayAsync($"/api/waveform/{id}?format=dat&resolution=512");

    private static async Task<(int Status, string Code)> CodeAsync(HttpResponseMessage response)
    {
        (int status, string code, _) = await ServerFixture.ProblemAsync(response);
        return (status, code);
    }

    /// <summary>Removes the waveform that was made last.</summary>
    private string Clear()
    {
        string newest = new DirectoryInfo(Path.Combine(server.Data, "waveforms"))
            .EnumerateFiles("*.aispk")
            .MaxBy(file => file.LastWriteTimeUtc)!
            .FullName;
        File.Delete(newest);
        return newest;
    }
}
