using System.Numerics.Tensors;

namespace AudioSampler.Dsp.Rhythm;

/// <summary>
/// How much the tonal spectrum after each frame differs from that before it: 1 minus the cosine of the summed band spectra of the
/// <see cref="SpanFrames"/> frames on either side. Chord changes stand out, repeated notes and drum hits don't.
/// </summary>
internal sealed class HarmonicChange(int bandCount)
{
    public const int SpanFrames = 32;

    private readonly float[] _ring = new float[2 * SpanFrames * bandCount];
    private readonly float[] _past = new float[bandCount];
    private readonly float[] _future = new float[bandCount];
    private int _frame;

    /// <summary>Takes the next frame, and gives the change at the frame <see cref="SpanFrames"/> - 1 before it.</summary>
    /// <returns>0…1; null in the first <see cref="SpanFrames"/> - 1 calls.</returns>
    public float? Push(ReadOnlySpan<float> bands)
    {
        Span<float> slot = _ring.AsSpan(_frame % (2 * SpanFrames) * bandCount, bandCount);
        TensorPrimitives.Subtract(_past, slot, _past); // the frame that leaves the past; zeros at first
        if (_frame >= SpanFrames)
        {
            Span<float> middle = _ring.AsSpan((_frame - SpanFrames) % (2 * SpanFrames) * bandCount, bandCount);
            TensorPrimitives.Add(_past, middle, _past);
            TensorPrimitives.Subtract(_future, middle, _future);
        }

        bands.CopyTo(slot);
        TensorPrimitives.Add(_future, slot, _future);
        _frame++;
        if (_frame % 4096 == 0)
        {
            Resum();
        }

        return _frame < SpanFrames ? null : Change();
    }

    private float Change()
    {
        float past = TensorPrimitives.SumOfSquares<float>(_past);
        float future = TensorPrimitives.SumOfSquares<float>(_future);
        float both = past * future;
        return both > 1e-12f ? Math.Clamp(1 - (TensorPrimitives.Dot<float>(_past, _future) / MathF.Sqrt(both)), 0, 1) : 0;
    }

    // Sums that only grow and shrink would drift by rounding.
    private void Resum()
    {
        Array.Clear(_past);
        Array.Clear(_future);
        for (int age = 0; age < 2 * SpanFrames; age++)
        {
            Span<float> slot = _ring.AsSpan((_frame - 1 - age) % (2 * SpanFrames) * bandCount, bandCount);
            Span<float> sum = age < SpanFrames ? _future : _past;
            TensorPrimitives.Add(sum, slot, sum);
        }
    }
}
