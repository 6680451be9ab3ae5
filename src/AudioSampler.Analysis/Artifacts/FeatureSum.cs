using System.Runtime.InteropServices;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Artifacts;

/// <summary>Running mean and variance (Welford, 1962): stable over any number of values.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct FeatureSum
{
    private long _count;
    private double _mean;
    private double _squares;

    public void Add(double value)
    {
        _count++;
        double difference = value - _mean;
        _mean += difference / _count;
        _squares += difference * (value - _mean);
    }

    /// <summary>Mean and standard deviation of the population; null without a value.</summary>
    public readonly MeanStd? MeanStd => _count == 0 ? null : new MeanStd(_mean, Math.Sqrt(Math.Max(0, _squares / _count)));
}
