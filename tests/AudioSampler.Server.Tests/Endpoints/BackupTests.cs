using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Endpoints;

public sealed class BackupTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_backup_is_made_while_others_write_and_no_request_fails()
    {
        long file = await server.AnalyzeAsync("tone.wav");
        using var end = new CancellationTokenSource();
        Task<int> writing = WriteAsync(file, end.Token);

        using HttpResponseMessage made = await server.Client.PostAsync("/api/system/backups", null);
        await end.CancelAsync();

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.True(await writing > 0);
        string name = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("name").GetString()!;
        JsonElement listed = await server.Client.GetFromJsonAsync<JsonElement>("/api/system/backups");
        Assert.Equal(name, listed[0].GetProperty("name").GetString());
        Assert.True(File.Exists(Path.Combine(server.Data, "backups", name)));
        using HttpResponseMessage check = await server.Client.PostAsync("/api/system/check", null);
        Assert.Equal("[]", await check.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_a_killed_server_left_of_sounds_that_passed_through_goes_at_the_next_start()
    {
        await using var fixture = new ServerFixture();
        string old = Path.Combine(fixture.Data, "passing", "old");
        string young = Path.Combine(fixture.Data, "passing", "young");
        Directory.CreateDirectory(young);
        Directory.CreateDirectory(old);
        await File.WriteAllTextAsync(Path.Combine(old, "a.wav"), "left");
        Directory.SetLastWriteTimeUtc(old, DateTimeOffset.UtcNow.AddDays(-2).UtcDateTime);

        await fixture.InitializeAsync();
        for (int i = 0; i < 100 && Directory.Exists(old); i++)
        {
            await Task.Delay(100);
        }

        Assert.False(Directory.Exists(old));
        Assert.True(Directory.Exists(young));
    }

    private async Task<int> WriteAsync(long file, CancellationToken end)
    {
        int written = 0;
        do
        {
            using HttpResponseMessage tagged = await server.Client.PutAsync(
                $"/api/files/{file}/tags/t{written}",
                null,
                CancellationToken.None
            );
            Assert.Equal(HttpStatusCode.OK, tagged.StatusCode);
            written++;
        } while (!end.IsCancellationRequested);

        return written;
    }
}
