using System.Diagnostics.Metrics;
using AudioSampler.Server.Metrics;

namespace AudioSampler.Server.Tests.Metrics;

public sealed class PrometheusExporterTests : IDisposable
{
    private readonly Meter _meter = new("test");
    private readonly PrometheusExporter _exporter;

    public PrometheusExporterTests()
    {
        _exporter = new PrometheusExporter(_meter);
    }

    [Fact]
    public void Counters_add_up_and_gauges_are_the_last_value()
    {
        Counter<long> counter = _meter.CreateCounter<long>("files_total", description: "Files.");
        UpDownCounter<int> level = _meter.CreateUpDownCounter<int>("level");
        Gauge<double> gauge = _meter.CreateGauge<double>("load");
        counter.Add(2, Label("status", "done"));
        counter.Add(3, Label("status", "done"));
        counter.Add(1, Label("status", "bad"));
        level.Add(5);
        level.Add(-7);
        gauge.Record(1.5);
        gauge.Record(0.1);

        Assert.Equal(
            """
            # HELP files_total Files.
            # TYPE files_total counter
            files_total{status="bad"} 1
            files_total{status="done"} 5
            # HELP level 
            # TYPE level gauge
            level -2
            # HELP load 
            # TYPE load gauge
            load 0.1

            """,
            _exporter.Write()
        );
    }

    [Fact]
    public void Histograms_count_what_lies_at_or_below_each_bound()
    {
        Histogram<double> histogram = _meter.CreateHistogram(
            "wait_seconds",
            null,
            "Waits.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] }
        );
        foreach (double value in (double[])[0, 0.1, 0.5, 1, 2, 3])
        {
            histogram.Record(value, Label("a", "x"));
        }

        Assert.Equal(
            """
            # HELP wait_seconds Waits.
            # TYPE wait_seconds histogram
            wait_seconds_bucket{a="x",le="0.1"} 2
            wait_seconds_bucket{a="x",le="1"} 4
            wait_seconds_bucket{a="x",le="+Inf"} 6
            wait_seconds_sum{a="x"} 6.6
            wait_seconds_count{a="x"} 6

            """,
            _exporter.Write()
        );
    }

    [Fact]
    public void What_would_break_the_format_is_escaped()
    {
        Gauge<double> gauge = _meter.CreateGauge<double>("odd.name-1", description: "back\\slash\nnext line \"quoted\"");
        gauge.Record(double.PositiveInfinity, Label("path", "C:\\a \"b\"\n{c}, é"), Label("n", 7));
        gauge.Record(double.NaN, Label("n", null));
        gauge.Record(-1e-12);

        string text = _exporter.Write();

        PrometheusSamples samples = PrometheusSamples.Parse(text);
        Assert.Contains("# HELP odd_name_1 back\\\\slash\\nnext line \"quoted\"\n", text, StringComparison.Ordinal);
        Assert.Contains("odd_name_1{path=\"C:\\\\a \\\"b\\\"\\n{c}, é\",n=\"7\"} +Inf\n", text, StringComparison.Ordinal);
        Assert.Contains("odd_name_1{n=\"\"} NaN\n", text, StringComparison.Ordinal);
        Assert.Equal(-1e-12, samples.Values["odd_name_1"]);
    }

    [Fact]
    public void What_is_observed_is_asked_each_time_and_what_is_gone_is_left_out()
    {
        var workers = new Dictionary<string, long> { ["1"] = 10, ["2"] = 20 };
        _meter.CreateObservableGauge("memory_bytes", () => workers.Select(w => new Measurement<long>(w.Value, Label("process", w.Key))));

        PrometheusSamples before = PrometheusSamples.Parse(_exporter.Write());
        workers.Remove("1");
        PrometheusSamples after = PrometheusSamples.Parse(_exporter.Write());

        Assert.Equal(2, before.Values.Count);
        Assert.Equal(20, Assert.Single(after.Values).Value);
    }

    [Fact]
    public void Other_meters_are_passed_over()
    {
        using var other = new Meter("test");
        other.CreateCounter<long>("others_total").Add(1);

        Assert.Equal("", _exporter.Write());
    }

    [Fact]
    public void Measurements_of_many_threads_are_all_counted()
    {
        Counter<long> counter = _meter.CreateCounter<long>("many_total");
        Histogram<double> histogram = _meter.CreateHistogram<double>("many_seconds");

        Parallel.For(
            0,
            10_000,
            i =>
            {
                counter.Add(1, Label("digit", i % 10));
                histogram.Record(i % 3);
                if (i % 500 == 0)
                {
                    PrometheusSamples.Parse(_exporter.Write());
                }
            }
        );

        PrometheusSamples samples = PrometheusSamples.Parse(_exporter.Write());
        Assert.Equal(10_000, samples.Values.Where(s => s.Key.StartsWith("many_total", StringComparison.Ordinal)).Sum(s => s.Value));
        Assert.Equal(10_000, samples.Values["many_seconds_count"]);
    }

    [Fact]
    public void A_series_that_was_seen_before_costs_no_memory()
    {
        Counter<long> counter = _meter.CreateCounter<long>("cheap_total");
        Histogram<double> histogram = _meter.CreateHistogram<double>("cheap_seconds");
        Record();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Record();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Record()
        {
            counter.Add(1, Label("analyzer", "tempo"), Label("outcome", "ok"));
            histogram.Record(0.1, Label("analyzer", "tempo"));
        }
    }

    public void Dispose()
    {
        _exporter.Dispose();
        _meter.Dispose();
    }

    private static KeyValuePair<string, object?> Label(string name, object? value) => new(name, value);
}
