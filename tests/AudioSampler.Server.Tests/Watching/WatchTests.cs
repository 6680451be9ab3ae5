using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;
using AudioSampler.Testing;

namespace AudioSampler.Server.Tests.Watching;

public sealed class WatchTests : IAsyncLifetime
{
    private readonly ServerFixture _server = new();

    private string Inbox => Path.Combine(_server.Sounds, "inbox");

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        Directory.CreateDirectory(Inbox);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task What_appears_in_a_watched_folder_is_analysed_once_it_is_whole_also_what_came_while_the_server_was_off()
    {
        Tone(Path.Combine(Inbox, "there.wav"), 2);
        await WatchAsync();
        await AnalysedAsync("there.wav");

        string album = Path.Combine(Inbox, "album", "side a");
        Directory.CreateDirectory(album);
        Tone(Path.Combine(album, "new.wav"), 2);
        Tone(Path.Combine(Inbox, ".hidden.wav"), 1);
        await File.WriteAllTextAsync(Path.Combine(Inbox, "notes.txt"), "no sound");
        await File.WriteAllTextAsync(Path.Combine(Inbox, "broken.wav"), "no sound either");
        string slow = Path.Combine(Inbox, "slow.wav");
        await CopySlowlyAsync(Path.Combine(Inbox, "there.wav"), slow);
        await AnalysedAsync("new.wav");
        JsonElement copied = await AnalysedAsync("slow.wav");
        Assert.Equal("complete", copied.GetProperty("status").GetString());

        await _server.StopAsync();
        Tone(Path.Combine(Inbox, "away.wav"), 1);
        await _server.StartAsync();
        await AnalysedAsync("away.wav");

        JsonElement jobs = await _server.Client.GetFromJsonAsync<JsonElement>("/jobs?page_size=100");
        string[] paths =
        [
            .. jobs.GetProperty("results")
                .EnumerateArray()
                .SelectMany(job => job.GetProperty("paths").EnumerateArray())
                .Select(p => Path.GetFileName(p.GetString()!))
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(["away.wav", "broken.wav", "new.wav", "slow.wav", "there.wav"], paths);
    }

    [Fact]
    public async Task What_changes_is_analysed_again_and_a_folder_that_is_watched_no_more_is_left_alone()
    {
        string path = Path.Combine(Inbox, "take.wav");
        Tone(path, 1);
        await WatchAsync();
        await AnalysedAsync("take.wav");

        Tone(path, 2);
        await WaitForAsync(async () => (await FindAsync("take.wav"))?.GetProperty("file").GetProperty("duration_s").GetDouble() > 1.9);

        using HttpResponseMessage removed = await _server.Client.DeleteAsync("/api/watches?path=" + Uri.EscapeDataString(Inbox));
        using HttpResponseMessage again = await _server.Client.DeleteAsync("/api/watches?path=" + Uri.EscapeDataString(Inbox));
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (removed.StatusCode, again.StatusCode));
        Assert.Equal(0, (await _server.Client.GetFromJsonAsync<JsonElement>("/api/watches")).GetArrayLength());
        Tone(Path.Combine(Inbox, "late.wav"), 1);
        await Task.Delay(TimeSpan.FromSeconds(5));
        Assert.Null(await FindAsync("late.wav"));
    }

    [Fact]
    public async Task A_watched_folder_that_is_away_is_missing_and_is_watched_when_it_is_back()
    {
        await WatchAsync();
        string aside = Inbox + " aside";
        Directory.Move(Inbox, aside);
        Assert.Equal("missing", await StateAsync());

        Directory.Move(aside, Inbox);
        await WaitForAsync(async () => await StateAsync() == "watching");
        await Task.Delay(TimeSpan.FromSeconds(2));
        Tone(Path.Combine(Inbox, "back.wav"), 1);
        await AnalysedAsync("back.wav");
    }

    [Fact]
    public async Task What_is_deleted_in_a_watched_folder_is_missing_also_when_the_server_was_off()
    {
        string album = Path.Combine(Inbox, "album");
        Directory.CreateDirectory(album);
        Tone(Path.Combine(Inbox, "one.wav"), 1);
        Tone(Path.Combine(album, "two.wav"), 2);
        Tone(Path.Combine(Inbox, "three.wav"), 3);
        await WatchAsync();
        await AnalysedAsync("one.wav");
        await AnalysedAsync("two.wav");
        await AnalysedAsync("three.wav");

        File.Delete(Path.Combine(Inbox, "one.wav"));
        await WaitForAsync(async () => await MissingAsync() == "one.wav");
        Directory.Move(album, Path.Combine(_server.Elsewhere, "album"));
        await WaitForAsync(async () => await MissingAsync() == "one.wav two.wav");
        await _server.StopAsync();
        File.Delete(Path.Combine(Inbox, "three.wav"));
        await _server.StartAsync();
        await WaitForAsync(async () => await MissingAsync() == "one.wav three.wav two.wav");

        async Task<string> MissingAsync()
        {
            JsonElement found = await _server.Client.GetFromJsonAsync<JsonElement>("/database/files?query=is:missing");
            return string.Join(
                ' ',
                found
                    .GetProperty("results")
                    .EnumerateArray()
                    .Select(row => row.GetProperty("name").GetString()!)
                    .Order(StringComparer.Ordinal)
            );
        }
    }

    [Theory]
    [InlineData("inbox", HttpStatusCode.BadRequest)]
    [InlineData("/", HttpStatusCode.BadRequest)]
    [InlineData("/not/there", HttpStatusCode.NotFound)]
    public async Task What_is_no_folder_of_sounds_cannot_be_watched(string path, HttpStatusCode status)
    {
        using HttpResponseMessage response = await _server.Client.PostAsJsonAsync("/api/watches", new { path });

        Assert.Equal(status, response.StatusCode);
    }

    private static void Tone(string path, double seconds) => WaveFiles.Write(path, TestSignals.Sine(330, seconds, 44_100), 44_100);

    private static async Task CopySlowlyAsync(string from, string to)
    {
        byte[] bytes = await File.ReadAllBytesAsync(from);
        await using FileStream file = File.Create(to);
        foreach (byte[] part in bytes.Chunk(bytes.Length / 5))
        {
            await file.WriteAsync(part);
            await file.FlushAsync();
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    private async Task WatchAsync()
    {
        using HttpResponseMessage response = await _server.Client.PostAsJsonAsync("/api/watches", new { path = Inbox });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    private async Task<string?> StateAsync() =>
        (await _server.Client.GetFromJsonAsync<JsonElement>("/api/watches"))[0].GetProperty("state").GetString();

    private async Task<JsonElement?> FindAsync(string name)
    {
        string path = Directory.EnumerateFiles(Inbox, name, SearchOption.AllDirectories).Single();
        using HttpResponseMessage response = await _server.Client.GetAsync(
            "/database/files" + Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)
        );
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonElement>() : null;
    }

    private async Task<JsonElement> AnalysedAsync(string name)
    {
        await WaitForAsync(async () => await FindAsync(name) is not null);
        return (await FindAsync(name))!.Value;
    }

    private static async Task WaitForAsync(Func<Task<bool>> condition)
    {
        for (int i = 0; i < 300 && !await condition(); i++)
        {
            await Task.Delay(200);
        }

        Assert.True(await condition());
    }
}
