using System.Diagnostics.Metrics;
using System.Text;

namespace AudioSampler.Server.Metrics;

/// <summary>Gathers the measurements of some meters and writes them as Prometheus text, version 0.0.4.</summary>
internal sealed class PrometheusExporter : IDisposable
{
    /// <summary>Media type of what <see cref="Write"/> gives.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly MeterListener _listener;

    /// <summary>Begins to listen.</summary>
    /// <param name="meters">The meters; all others are passed over.</param>
    public PrometheusExporter(params Meter[] meters)
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (meters.Contains(instrument.Meter))
                {
                    listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
                }
            },
        };
        _listener.SetMeasurementEventCallback<int>((_, value, labels, family) => ((MetricFamily)family!).Take(value, labels));
        _listener.SetMeasurementEventCallback<long>((_, value, labels, family) => ((MetricFamily)family!).Take(value, labels));
        _listener.SetMeasurementEventCallback<double>((_, value, labels, family) => ((MetricFamily)family!).Take(value, labels));
        _listener.Start();
    }

    /// <summary>All that was measured so far: families by name, series by labels.</summary>
    public string Write()
    {
        lock (_lock)
        {
            foreach (MetricFamily family in _families.Values)
            {
                family.ForgetObserved();
            }

            _listener.RecordObservableInstruments();
            _text.Clear();
            foreach (MetricFamily family in _families.Values)
            {
                family.WriteTo(_text);
            }

            return _text.ToString();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private MetricFamily FamilyOf(Instrument instrument)
    {
        var made = new MetricFamily(instrument);
        lock (_lock)
        {
            return _families.TryAdd(made.Name, made) ? made : _families[made.Name];
        }
    }
}
