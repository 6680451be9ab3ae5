using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Upkeep;
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

    [Fact]
    public async Task A_server_that_found_its_catalogue_damaged_goes_on_once_it_is_restored()
    {
        await using var fixture = new ServerFixture();
        await fixture.InitializeAsync();
        long id = await fixture.AnalyzeAsync("tone.wav");
        (await fixture.Client.PostAsync("/api/system/backups", null)).Dispose();
        await fixture.StopAsync();
        var folder = new DataFolder(fixture.Data);
        await File.WriteAllTextAsync(folder.DatabasePath, new string('x', 100_000));
        await fixture.StartAsync();
        using HttpResponseMessage refused = await fixture.Client.GetAsync($"/api/files/{id}");
        (int status, _, string detail) = await ServerFixture.ProblemAsync(refused);
        Assert.Equal(503, status);
        Assert.Contains("ais restore latest", detail, StringComparison.Ordinal);
        Assert.False(await IsHealthyAsync());

        CatalogueRestore.Run(folder, CatalogueRestore.NewestWhole(folder)!.FullName);
        for (int i = 0; i < 100 && !await IsHealthyAsync(); i++)
        {
            await Task.Delay(200);
        }

        Assert.True(await IsHealthyAsync());
        Assert.Equal(id, await fixture.AnalyzeAsync("tone.wav"));

        async Task<bool> IsHealthyAsync()
        {
            using HttpResponseMessage health = await fixture.Client.GetAsync("/health");
            return health.IsSuccessStatusCode;
        }
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
