using System.Net.Http.Json;
using System.Text.Json;
using AudioSampler.Server.Tests.Support;
using AudioSampler.Testing;

namespace AudioSampler.Server.Tests.Endpoints;

public sealed class PluginEndpointTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _plugins = new();
    private readonly ServerFixture _server;

    public PluginEndpointTests()
    {
        BuiltPlugin.Install(BuiltPlugin.Faults, _plugins.Path, manifest => manifest["analyzers"]![0]!["version"] = "9");
        BuiltPlugin.Install(BuiltPlugin.Faults, _plugins.Path, manifest => manifest["contract"] = 9, "later");
        _server = new ServerFixture { PluginFolder = _plugins.Path };
    }

    public ValueTask InitializeAsync() => _server.InitializeAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    public void Dispose()
    {
        _server.Dispose();
        _plugins.Dispose();
    }

    [Fact]
    public async Task Plugins_lists_those_of_others_and_what_is_wrong_with_them()
    {
        long id = await _server.AnalyzeAsync("tone.wav"); // what is only seen by loading is known then

        JsonElement[] plugins = (await _server.Client.GetFromJsonAsync<JsonElement[]>("/plugins"))!;
        JsonElement status = await _server.Client.GetFromJsonAsync<JsonElement>("/status");
        JsonElement document = await _server.Client.GetFromJsonAsync<JsonElement>($"/api/files/{id}");

        JsonElement Named(string name) => plugins.Single(p => p.GetProperty("name").GetString() == name);
        Assert.Equal(JsonValueKind.Null, Named("key").GetProperty("plugin").ValueKind);
        Assert.Equal("faults", Named("fault_b").GetProperty("plugin").GetString());
        Assert.Equal("ok", Named("fault_b").GetProperty("health").GetString());
        Assert.Equal("broken", Named("fault_a").GetProperty("health").GetString());
        Assert.Contains("version of Info differs", Named("fault_a").GetProperty("problem").GetString(), StringComparison.Ordinal);

        string[] problems = [.. status.GetProperty("plugin_problems").EnumerateArray().Select(p => p.GetString()!)];
        Assert.Equal(2, problems.Length);
        Assert.StartsWith("plugin later: it is built against contract 9", problems[0], StringComparison.Ordinal);
        Assert.StartsWith("plugin faults, fault_a: version of Info differs", problems[1], StringComparison.Ordinal);

        JsonElement analyses = document.GetProperty("regions")[0].GetProperty("analyses");
        Assert.Equal("plugin_broken", analyses.GetProperty("fault_a").GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("ok", analyses.GetProperty("bystander").GetProperty("status").GetString());
    }
}
