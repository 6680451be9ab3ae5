namespace AudioSampler.Dsp.Rhythm;

/// <summary>A series that grows by one value a frame, without the doubling of a list: it is never more than an eighth too large.</summary>
internal sealed class FrameSeries
{
    private float[] _values = new float[1024];

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
