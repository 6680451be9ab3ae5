using AudioSampler.Server.Tests.Support;

namespace AudioSampler.Server.Tests.Metrics;

public sealed class MetricsOrderTests(ServedProcess server) : IClassFixture<ServedProcess>
{
    [Fact]
    public async Task The_order_of_the_lines_is_always_the_same()
    {
        await server.AnalyzeAsync("tone.wav");

        string[] first = [.. (await PrometheusSamples.ScrapeAsync(server.Client)).Values.Keys];
        string[] second = [.. (await PrometheusSamples.ScrapeAsync(server.Client)).Values.Keys];

        Assert.Equal(first, second);
    }
}
