using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace AudioSampler.Server.Tests.Metrics;

/// <summary>Reads Prometheus text, version 0.0.4, and fails where it breaks the format.</summary>
internal sealed partial class PrometheusSamples
{
    private readonly Dictionary<string, double> _samples = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>Names of the metrics, in order.</summary>
    public IReadOnlyList<string> Names => _order;

    /// <summary>The samples, by name and labels as they are written.</summary>
    public IReadOnlyDictionary<string, double> Values => _samples;

    /// <summary>Type of a metric.</summary>
    public string TypeOf(string name) => _types[name];

    /// <summary>Asks a server for its metrics.</summary>
    public static async Task<PrometheusSamples> ScrapeAsync(HttpClient client)
    {
        using HttpResponseMessage response = await client.GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        return Parse(await response.Content.ReadAsStringAsync());
    }

    public static PrometheusSamples Parse(string text)
    {
        var samples = new PrometheusSamples();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        string? helped = null;
        foreach (string line in text[..^1].Split('\n'))
        {
            if (Help().Match(line) is { Success: true } help)
            {
                helped = help.Groups[1].Value;
                Assert.True(samples._types.TryAdd(helped, ""), $"{helped} is told of twice");
            }
            else if (Type().Match(line) is { Success: true } type)
            {
                Assert.Equal(helped, type.Groups[1].Value);
                samples._types[helped!] = type.Groups[2].Value;
                samples._order.Add(helped!);
            }
            else
            {
                Match sample = Sample().Match(line);
                Assert.True(sample.Success, $"no line of the format: {line}");
                samples.Add(samples._order[^1], sample);
            }
        }

        samples.CheckHistograms();
        return samples;
    }

    private void Add(string family, Match sample)
    {
        string name = sample.Groups[1].Value;
        string[] names = TypeOf(family) == "histogram" ? [family + "_bucket", family + "_sum", family + "_count"] : [family];
        Assert.Contains(name, names);
        string value = sample.Groups[3].Value.Replace("Inf", "Infinity", StringComparison.Ordinal).TrimStart('+');
        string key = name + sample.Groups[2].Value;
        Assert.True(_samples.TryAdd(key, double.Parse(value, CultureInfo.InvariantCulture)), $"{key} stands twice");
        if (TypeOf(family) == "counter")
        {
            Assert.True(_samples[key] >= 0, key);
        }
    }

    /// <summary>Buckets grow with their bounds, and the last one, +Inf, is the count.</summary>
    private void CheckHistograms()
    {
        foreach (string family in _order.Where(name => TypeOf(name) == "histogram"))
        {
            var buckets = _samples
                .Where(s => s.Key.StartsWith(family + "_bucket{", StringComparison.Ordinal))
                .Select(s => (Labels: Bound().Replace(s.Key, ""), Bound: Bound().Match(s.Key).Groups[1].Value, s.Value));
            foreach (var series in buckets.GroupBy(b => b.Labels, StringComparer.Ordinal))
            {
                double[] bounds =
                [
                    .. series.Select(b =>
                        b.Bound == "+Inf" ? double.PositiveInfinity : double.Parse(b.Bound, CultureInfo.InvariantCulture)
                    ),
                ];
                double[] counts = [.. series.Select(b => b.Value)];
                Assert.Equal(bounds.Order(), bounds);
                Assert.Equal(counts.Order(), counts);
                Assert.Equal(double.PositiveInfinity, bounds[^1]);
                string labels = series.Key[(family + "_bucket").Length..] is "{}" ? "" : series.Key[(family + "_bucket").Length..];
                Assert.Equal(_samples[family + "_count" + labels], counts[^1]);
                Assert.Contains(family + "_sum" + labels, _samples.Keys);
            }
        }
    }

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (?:[^\\]|\\\\|\\n)*$")]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex Type();

    [GeneratedRegex(
        """^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\\\|\\"|\\n)*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\\\|\\"|\\n)*")*\})? (NaN|[+-]Inf|-?[0-9.]+(?:E[+-][0-9]+)?)$"""
    )]
    private static partial Regex Sample();

    [GeneratedRegex(@",?le=""([^""]*)""")]
    private static partial Regex Bound();
}
