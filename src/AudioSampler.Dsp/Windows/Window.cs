namespace AudioSampler.Dsp.Windows;

/// <summary>Window functions in their periodic form: one period of the cosine series, so that hops of length/2, length/4 … add up evenly.</summary>
/// <remarks>Reference: F. J. Harris, "On the use of windows for harmonic analysis with the discrete Fourier transform", Proc. IEEE 66, 1978.</remarks>
public static class Window
{
    private static readonly double[] HannTerms = [0.5, -0.5];
    private static readonly double[] HammingTerms = [0.54, -0.46];
    private static readonly double[] BlackmanHarrisTerms = [0.35875, -0.48829, 0.14128, -0.01168];
    private static readonly double[] RectangularTerms = [1];

    /// <summary>Makes a window.</summary>
    /// <param name="kind">Its shape.</param>
    /// <param name="length">Number of samples, 1 or more. A window of one sample is 1 whatever its shape.</param>
    /// <returns>[length] weights, 0…1; the largest is at length/2.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is less than 1, or <paramref name="kind"/> is not known.</exception>
    public static float[] Make(WindowKind kind, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        double[] terms = kind switch
        {
            WindowKind.Hann => HannTerms,
            WindowKind.Hamming => HammingTerms,
            WindowKind.BlackmanHarris => BlackmanHarrisTerms,
            WindowKind.Rectangular => RectangularTerms,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such window"),
        };
        float[] window = new float[length];
        for (int n = 0; n < length; n++)
        {
            double weight = 0;
            for (int term = 0; term < terms.Length; term++)
            {
                weight += terms[term] * Math.Cos(2 * Math.PI * term * n / length);
            }

            // The series of Blackman-Harris and Hann touch 0; rounding must not make a negative weight of it.
            window[n] = length == 1 ? 1 : (float)Math.Max(0, weight);
        }

        return window;
    }

    /// <summary>The periodic Hann window, the default of all spectra here. See <see cref="Make"/>.</summary>
    /// <param name="length">Number of samples, 1 or more.</param>
    /// <returns>[length] weights, 0…1.</returns>
    public static float[] Hann(int length) => Make(WindowKind.Hann, length);
}
