using AudioSampler.Dsp.Levels;
using AudioSampler.Dsp.Spectral;

namespace AudioSampler.Dsp.Cepstrum;

/// <summary>The first coefficients of the orthonormal discrete cosine transform of type II. Never changes: share it between threads.</summary>
/// <remarks>
/// y[k] = s(k) Σ x[n] cos(πk(2n+1)/2N), with s(0) = √(1/N) and s(k) = √(2/N) otherwise: sums of squares are kept. Computed as a matrix
/// product, which for a few tens of coefficients costs less than a fast transform.
/// Reference: N. Ahmed, T. Natarajan and K. R. Rao, "Discrete cosine transform", IEEE Trans. Computers C-23, 1974.
/// </remarks>
public sealed class CosineTransform
{
    private readonly float[] rows;

    /// <summary>Makes a transform.</summary>
    /// <param name="inputLength">Values in, 1 or more.</param>
    /// <param name="coefficientCount">Coefficients out, 1 to <paramref name="inputLength"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is out of range.</exception>
    public CosineTransform(int inputLength, int coefficientCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(coefficientCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coefficientCount, inputLength);
        InputLength = inputLength;
        CoefficientCount = coefficientCount;
        rows = new float[coefficientCount * inputLength];
        for (int k = 0; k < coefficientCount; k++)
        {
            double scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / inputLength);
            for (int n = 0; n < inputLength; n++)
            {
                rows[(k * inputLength) + n] = (float)(scale * Math.Cos(Math.PI * k * ((2 * n) + 1) / (2.0 * inputLength)));
            }
        }
    }

    /// <summary>Values in.</summary>
    public int InputLength { get; }

    /// <summary>Coefficients out.</summary>
    public int CoefficientCount { get; }

    /// <summary>Transforms.</summary>
    /// <param name="values">[InputLength].</param>
    /// <param name="coefficients">[CoefficientCount] or longer. Must not overlap the input.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Apply(ReadOnlySpan<float> values, Span<float> coefficients)
    {
        Require.Length(values, InputLength);
        Require.Room(coefficients, CoefficientCount);
        for (int k = 0; k < CoefficientCount; k++)
        {
            coefficients[k] = FixedOrderSum.OfProducts(rows.AsSpan(k * InputLength, InputLength), values);
        }
    }
}
