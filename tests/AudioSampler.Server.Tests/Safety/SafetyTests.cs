using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;
using AudioSampler.Testing;

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
            Path.Combine(server.Elsewhere, "not there.wav"),
            "/etc/passwd",
            "/dev/zero",
        ];

        foreach (string way in ways)
        {
            using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/analyze", new { file_path = way });
            (int status, string code, _) = await ServerFixture.ProblemAsync(response);
            Assert.Equal((403, "outside_roots"), (status, code));
        }
    }

    [Theory]
    [InlineData("secret.wav")]
    [InlineData("")]
    [InlineData("../secret.wav")]
    [InlineData("/a\0b")]
    public async Task A_path_that_is_not_absolute_is_a_mistake_of_the_caller(string path)
    {
        using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/analyze", new { file_path = path });

        (int status, string code, _) = await ServerFixture.ProblemAsync(response);
        Assert.Equal((400, "bad_path"), (status, code));
    }

    [Fact]
    public async Task Under_a_root_it_is_told_that_a_file_is_not_there()
    {
        using HttpResponseMessage response = await server.Client.PostAsJsonAsync(
            "/analyze",
            new { file_path = Path.Combine(server.Sounds, "none.wav") }
        );

        (int status, string code, string detail) = await ServerFixture.ProblemAsync(response);
        Assert.Equal((404, "not_found"), (status, code));
        Assert.Contains("none.wav", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_job_refuses_what_links_lead_to_outside_the_roots_and_goes_on()
    {
        string folder = Path.Combine(server.Sounds, "job");
        Directory.CreateDirectory(folder);
        WaveFiles.Write(Path.Combine(folder, "own.wav"), TestSignals.Sine(440, 1, 44_100), 44_100);
        File.CreateSymbolicLink(Path.Combine(folder, "link.wav"), "../../elsewhere/secret.wav");
        Directory.CreateSymbolicLink(Path.Combine(folder, "linked"), "../../elsewhere");

        using HttpResponseMessage response = await server.Client.PostAsJsonAsync("/analyze", new { file_path = folder });
        JsonElement job = await server.JobEndAsync(response);
        JsonElement stored = await server.Client.GetFromJsonAsync<JsonElement>("/database/files?query=secret OR link");

        Assert.Equal("partial", job.GetProperty("state").GetString());
        Assert.Equal(3, job.GetProperty("files_done").GetInt32());
        Assert.Equal(2, job.GetProperty("files_failed").GetInt32());
        Assert.Contains(job.GetProperty("errors").EnumerateArray(), e => e.GetString()!.Contains("link.wav", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", job.GetProperty("errors").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, stored.GetProperty("count").GetInt32());
        Assert.Equal(
            HttpStatusCode.OK,
            (await server.Client.GetAsync("/database/files?path=" + Uri.EscapeDataString(Path.Combine(folder, "own.wav")))).StatusCode
        );
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
        using var folder = new TempFolder();
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
