using System.Net.Http.Json;
using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Safety;

public sealed class SafetyTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Files_outside_the_roots_are_refused_whatever_way_leads_there()
    {
        string secret = Path.Combine(server.Elsewhere, "secret.wav");
        File.CreateSymbolicLink(Path.Combine(server.Sounds, "file-link.wav"), secret);
        Directory.CreateSymbolicLink(Path.Combine(server.Sounds, "folder-link"), server.Elsewhere);
        File.CreateSymbolicLink(Path.Combine(server.Sounds, "loop.wav"), Path.Combine(server.Sounds, "loop.wav"));
        string[] ways =
        [
            secret,
            Path.Combine(server.Sounds, "..", "elsewhere", "secret.wav"),
            Path.Combine(server.Sounds, "file-link.wav"),
            Path.Combine(server.Sounds, "folder-link", "secret.wav"),
            Path.Combine(server.Sounds, "loop.wav"),
            server.Sounds + "x/secret.wav",
            "secret.wav",
            "/etc/passwd",
            "/dev/zero",
            "",
            "\0",
        ];

        foreach (string way in ways)
        {
            using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/analyze", new { file_path = way });
            (int status, string code, _) = await ServerFixture.ProblemAsync(response);
            Assert.Equal((403, "outside_roots"), (status, code));
        }
    }

    [Fact]
    public async Task Another_host_name_and_another_origin_are_turned_away()
    {
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/database/files");
        rebound.Headers.Host = "evil.example";
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/analyze")
        {
            Content = JsonContent.Create(new { file_path = server.Sounds }),
        };
        forged.Headers.Add("Origin", "http://evil.example");
        using var own = new HttpRequestMessage(HttpMethod.Get, "/database/files");
        own.Headers.Add("Origin", server.Address);

        Assert.Equal("wrong_host", (await ServerFixture.ProblemAsync(await server.Client.SendAsync(rebound))).Code);
        Assert.Equal("wrong_origin", (await ServerFixture.ProblemAsync(await server.Client.SendAsync(forged))).Code);
        Assert.True((await server.Client.SendAsync(own)).IsSuccessStatusCode);
    }

    [Fact]
    public void Listening_to_other_machines_needs_a_key()
    {
        var options = new ServerOptions { DataFolder = "/x", Host = "0.0.0.0" };

        Assert.Contains(options.Validate(), p => p.Contains("AIS_API_KEY", StringComparison.Ordinal));
        Assert.Empty((options with { ApiKey = "secret" }).Validate());
    }

    [Fact]
    public void All_that_is_wrong_with_the_options_is_said_at_once()
    {
        var options = new ServerOptions
        {
            DataFolder = "/x",
            Host = "here",
            Port = 70_000,
            Roots = ["/no/such/folder"],
        };

        Assert.Equal(3, options.Validate().Count);
        Assert.Throws<ArgumentException>(() => SamplerServer.Create(options));
    }

    [Fact]
    public async Task A_server_for_other_machines_asks_each_caller_for_the_key()
    {
        using var folder = new AudioSampler.Testing.TempFolder();
        await using var app = SamplerServer.Create(
            new ServerOptions
            {
                DataFolder = folder.File("data"),
                Host = "0.0.0.0",
                Port = 0,
                ApiKey = "open sesame",
            }
        );
        await app.StartAsync();
        using var client = new HttpClient
        {
            BaseAddress = new Uri(app.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)),
        };

        using HttpResponseMessage without = await client.GetAsync("/health");
        using var wrong = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { { "X-API-Key", "sesame" } } };
        using var right = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { { "X-API-Key", "open sesame" } } };

        using HttpResponseMessage metrics = await client.GetAsync("/metrics");
        using HttpResponseMessage cleanup = await client.PostAsync("/api/system/cleanup", null);

        Assert.Equal("key_missing", (await ServerFixture.ProblemAsync(without)).Code);
        Assert.Equal("key_missing", (await ServerFixture.ProblemAsync(metrics)).Code);
        Assert.Equal("key_missing", (await ServerFixture.ProblemAsync(cleanup)).Code);
        Assert.Equal("key_missing", (await ServerFixture.ProblemAsync(await client.SendAsync(wrong))).Code);
        Assert.True((await client.SendAsync(right)).IsSuccessStatusCode);
        await app.StopAsync();
    }
}
