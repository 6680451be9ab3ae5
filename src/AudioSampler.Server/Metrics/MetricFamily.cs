using System.Buffers;
using System.Diagnostics.Metrics;
using System.Text;

namespace AudioSampler.Server.Metrics;

/// <summary>One metric with all its series, one for each set of labels. Safe to use from several threads.</summary>
internal sealed class MetricFamily
{
    private static readonly double[] s_usualBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Series>.AlternateLookup<ReadOnlySpan<char>> _byLabels;
    private readonly ArrayBufferWriter<char> _labels = new();
    private readonly string _help;
    private readonly string _type;
    private readonly bool _sums;
    private readonly bool _observed;
    private readonly double[]? _bounds;

    /// <summary>Makes a metric without series.</summary>
    public MetricFamily(Instrument instrument)
    {
        Type kind = instrument.GetType().GetGenericTypeDefinition();
        Name = PrometheusText.Name(instrument.Name);
        _help = instrument.Description ?? string.Empty;
        _observed = instrument.IsObservable;
        _sums = kind == typeof(Counter<>) || kind == typeof(UpDownCounter<>);
        _bounds =
            kind == typeof(Histogram<>) ? [.. (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? s_usualBounds] : null;
        _type =
            _bounds is not null ? "histogram"
            : kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? "counter"
            : "gauge";
        _byLabels = _series.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Takes a measurement. A set of labels that was seen before costs no memory.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        lock (_lock)
        {
            _labels.ResetWrittenCount();
            PrometheusText.WriteLabels(_labels, labels);
            if (!_byLabels.TryGetValue(_labels.WrittenSpan, out Series? series))
            {
                series = new Series(_bounds);
                _series.Add(_labels.WrittenSpan.ToString(), series);
            }

            series.Take(value, _sums);
        }
    }

    /// <summary>Drops what was observed the last time, when it is observed anew each time: things that are gone don't linger.</summary>
    public void ForgetObserved()
    {
        if (_observed)
        {
            lock (_lock)
            {
                _series.Clear();
            }
        }
    }

    /// <summary>Writes its lines.</summary>
    public void WriteTo(StringBuilder text)
    {
        text.Append("# HELP ").Append(Name).Append(' ');
        PrometheusText.WriteHelp(text, _help);
        text.Append("\n# TYPE ").Append(Name).Append(' ').Append(_type).Append('\n');
        lock (_lock)
        {
            foreach ((string labels, Series series) in _series.OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                series.WriteTo(text, Name, labels);
            }
        }
    }

    private sealed class Series(double[]? bounds)
    {
        private readonly long[] _counts = bounds is null ? [] : new long[bounds.Length + 1];
        private double _value;

        public void Take(double value, bool sums)
        {
            if (bounds is null)
            {
                _value = sums ? _value + value : value;
                return;
            }

            // Bounds belong to the bucket below them.
            int bucket = Array.BinarySearch(bounds, value);
            _counts[bucket < 0 ? ~bucket : bucket]++;
            _value += value;
        }

        public void WriteTo(StringBuilder text, string name, string labels)
        {
            if (bounds is null)
            {
                PrometheusText.WriteSample(text, name, "", labels, null, _value);
                return;
            }

            long below = 0;
            for (int i = 0; i < _counts.Length; i++)
            {
                below += _counts[i];
                PrometheusText.WriteSample(text, name, "_bucket", labels, i < bounds.Length ? bounds[i] : double.PositiveInfinity, below);
            }

            PrometheusText.WriteSample(text, name, "_sum", labels, null, _value);
            PrometheusText.WriteSample(text, name, "_count", labels, null, below);
        }
    }
}
