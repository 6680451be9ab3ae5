using System.Numerics.Tensors;

namespace AudioSampler.Dsp.Rhythm;

/// <summary>Overlapping triangles of a twelfth of an octave over a magnitude spectrum; where a bin is wider than that, a band is one bin.</summary>
/// <remarks>Reference: S. Böck, G. Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013.</remarks>
public sealed class OnsetFilterbank
{
    private readonly int[] _firstBin;
    private readonly int[] _offset;
    private readonly float[] _weights;

    /// <summary>Makes the bands.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="fftLength">Samples of the transform.</param>
    /// <param name="lowestHz">Centre of the lowest band.</param>
    /// <param name="highestHz">No band is centred above this, nor above 0.45 of the sample rate.</param>
    /// <param name="bandsPerOctave">Bands per octave where bins are narrow enough.</param>
    public OnsetFilterbank(int sampleRate, int fftLength, double lowestHz = 27.5, double highestHz = 10_000, int bandsPerOctave = 12)
    {
        double binHz = (double)sampleRate / fftLength;
        double top = Math.Min(highestHz, 0.45 * sampleRate);
        var bins = new List<int>();
        for (int i = 0; lowestHz * Math.Pow(2, (double)i / bandsPerOctave) <= top; i++)
        {
            int bin = (int)Math.Round(lowestHz * Math.Pow(2, (double)i / bandsPerOctave) / binHz);
            if (bin >= 1 && (bins.Count == 0 || bin > bins[^1]))
            {
                bins.Add(bin);
            }
        }

        var weights = new List<float>();
        _firstBin = new int[Math.Max(0, bins.Count - 2)];
        _offset = new int[_firstBin.Length + 1];
        CentresHz = new double[_firstBin.Length];
        for (int b = 0; b < _firstBin.Length; b++)
        {
            (int left, int centre, int right) = (bins[b], bins[b + 1], bins[b + 2]);
            _firstBin[b] = left + 1;
            CentresHz[b] = centre * binHz;
            for (int bin = left + 1; bin < right; bin++)
            {
                weights.Add(bin <= centre ? (float)(bin - left) / (centre - left) : (float)(right - bin) / (right - centre));
            }

            _offset[b + 1] = weights.Count;
        }

        _weights = [.. weights];
    }

    /// <summary>Number of bands.</summary>
    public int Count => _firstBin.Length;

    /// <summary>[Count] centre of each band, rising.</summary>
    public double[] CentresHz { get; }

    /// <summary>The weighted sum of the bins of each band.</summary>
    /// <param name="magnitude">Magnitude spectrum of the transform that the bands were made for.</param>
    /// <param name="bands">[Count], filled.</param>
    public void Apply(ReadOnlySpan<float> magnitude, Span<float> bands)
    {
        for (int b = 0; b < _firstBin.Length; b++)
        {
            ReadOnlySpan<float> weights = _weights.AsSpan(_offset[b], _offset[b + 1] - _offset[b]);
            bands[b] = TensorPrimitives.Dot(weights, magnitude.Slice(_firstBin[b], weights.Length));
        }
    }
}
