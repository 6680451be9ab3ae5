using System.Net;
using System.Net.Http.Json;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json;
using AudioSampler.Server.Safety;
using AudioSampler.Testing;
using Microsoft.AspNetCore.Builder;

namespace AudioSampler.Server.Tests.Safety;

public sealed class HiddenPathsTests
{
    [Theory]
    [InlineData("\"/music/my takes/a b.wav\": its content is no sound", "\"a b.wav\": its content is no sound")]
    [InlineData("/music/takes/a.wav is not there; check the path", "a.wav is not there; check the path")]
    [InlineData("in '/music/takes': no room (/tmp/run-1/x.pcm).", "in 'takes': no room (x.pcm).")]
    [InlineData("/da ta/ais/catalogue.db is locked", "the data folder/catalogue.db is locked")]
    [InlineData(
        "look at /plugins or GET /api/regions/{id}, see /docs/errors#x",
        "look at /plugins or GET /api/regions/{id}, see /docs/errors#x"
    )]
    [InlineData("C:\\Users\\me\\a.wav is locked", "a.wav is locked")]
    [InlineData("tempo 3/4 and/or 1/2, AND/OR", "tempo 3/4 and/or 1/2, AND/OR")]
    [InlineData("see https://example.org/a/b for more", "see https://example.org/a/b for more")]
    public void Folders_are_taken_out_and_addresses_stay(string text, string hidden) =>
        Assert.Equal(hidden, HiddenPaths.Hide(text, "/da ta/ais"));

    [Fact]
    public async Task A_caller_from_another_machine_is_told_of_no_folder_and_one_of_this_machine_is()
    {
        IPAddress? own = NetworkInterface
            .GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));
        Assert.SkipWhen(own is null, "this machine has no address but loopback");
        using var folder = new TempFolder();
        await using WebApplication app = SamplerServer.Create(
            new ServerOptions
            {
                Host = "0.0.0.0",
                Port = 0,
                DataFolder = folder.File("data"),
                ApiKey = "open sesame",
            }
        );
        await app.StartAsync(TestContext.Current.CancellationToken);
        int port = new Uri(app.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)).Port;

        Assert.StartsWith("a.wav is not under a root", await DetailAsync(own), StringComparison.Ordinal);
        Assert.StartsWith("/secret/place/a.wav is not under a root", await DetailAsync(IPAddress.Loopback), StringComparison.Ordinal);

        async Task<string> DetailAsync(IPAddress address)
        {
            using var client = new HttpClient { BaseAddress = new Uri($"http://{address}:{port}") };
            client.DefaultRequestHeaders.Add("X-API-Key", "open sesame");
            using HttpResponseMessage response = await client.PostAsJsonAsync("/analyze", new { file_path = "/secret/place/a.wav" });
            return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;
        }
    }
}
