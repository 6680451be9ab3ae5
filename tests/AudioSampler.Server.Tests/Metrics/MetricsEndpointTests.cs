using System.Net;
using AudioSampler.Server.Tests.Support;
using AudioSampler.Testing;

namespace AudioSampler.Server.Tests.Metrics;

/// <summary>What the server counts, from its start: no other test shares this server.</summary>
public sealed class MetricsEndpointTests(ServedProcess server) : IClassFixture<ServedProcess>
{
    private static readonly string[] s_names =
    [
        "audiosampler_analyses_total",
        "audiosampler_analysis_duration_seconds",
        "audiosampler_audio_seconds_total",
        "audiosampler_decode_duration_seconds",
        "audiosampler_files_total",
        "audiosampler_jobs",
        "audiosampler_process_memory_bytes",
        "audiosampler_regions_total",
        "audiosampler_search_duration_seconds",
        "audiosampler_uptime_seconds",
        "audiosampler_worker_deaths_total",
        "audiosampler_worker_memory_bytes",
        "audiosampler_worker_starts_total",
        "audiosampler_workers",
    ];

    [Fact]
    public async Task All_that_happened_is_counted()
    {
        using HttpResponseMessage opened = await server.Client.GetAsync("/status"); // waits for the catalogue, whose jobs are counted
        PrometheusSamples start = await ScrapeAsync();
        Assert.Equal(s_names, start.Names);
        Assert.Equal(0, start.Values["audiosampler_jobs{state=\"running\"}"]);

        await server.AnalyzeAsync("tone.wav");
        await server.AnalyzeAsync("tone.wav"); // known by now
        using HttpResponseMessage refused = await server.PostAsync("text.wav");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        using HttpResponseMessage search = await server.Client.GetAsync("/database/files?query=tone");
        Assert.Equal(HttpStatusCode.OK, search.StatusCode);

        PrometheusSamples after = await ScrapeAsync();
        Assert.Equal(s_names, after.Names);
        Assert.Equal(1, after.Values["audiosampler_files_total{status=\"complete\"}"]);
        Assert.Equal(1, after.Values["audiosampler_files_total{status=\"unchanged\"}"]);
        Assert.Equal(1, after.Values["audiosampler_files_total{status=\"failed\"}"]);
        Assert.Equal(3, after.Values["audiosampler_audio_seconds_total"], 3);
        Assert.Equal(1, after.Values["audiosampler_regions_total"]);
        Assert.Equal(1, after.Values["audiosampler_analyses_total{analyzer=\"loudness\",outcome=\"ok\"}"]);
        Assert.Equal(1, after.Values["audiosampler_analysis_duration_seconds_count{analyzer=\"loudness\"}"]);
        Assert.Equal(1, after.Values["audiosampler_decode_duration_seconds_count"]);
        Assert.Equal(1, after.Values["audiosampler_search_duration_seconds_count"]);
        Assert.InRange(after.Values["audiosampler_worker_starts_total"], 1, 2);
        Assert.Equal("counter", after.TypeOf("audiosampler_files_total"));
        Assert.Equal("gauge", after.TypeOf("audiosampler_jobs"));
        Assert.InRange(after.Values["audiosampler_process_memory_bytes"], 10 << 20, 4L << 30);
    }

    [Fact]
    public void The_manual_names_them_all()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

        Assert.All(s_names, name => Assert.Contains($"| `{name}` |", page, StringComparison.Ordinal));
    }

    private Task<PrometheusSamples> ScrapeAsync() => PrometheusSamples.ScrapeAsync(server.Client);
}
