namespace AudioSampler.Dsp.Rhythm;

/// <summary>A series that grows by one value a frame, without the doubling of a list: it is never more than an eighth too large.</summary>
/// <param name="capacity">Values that it holds before it has to grow: arrays left behind by growing add up to several times the series.</param>
internal sealed class FrameSeries(int capacity)
{
    private float[] _values = new float[Math.Max(1024, capacity)];

    public int Count { get; private set; }

    public ReadOnlySpan<float> Values => _values.AsSpan(0, Count);

    public void Add(float value)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Count + Math.Max(1024, Count / 8));
        }

        _values[Count++] = value;
    }
}
