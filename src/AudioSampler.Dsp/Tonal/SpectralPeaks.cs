using System.Numerics.Tensors;

namespace AudioSampler.Dsp.Tonal;

/// <summary>Finds the partials in a magnitude spectrum.</summary>
/// <remarks>
/// 1. A bin that is larger than its neighbours is a peak. 2. A parabola through the logarithms of the three bins gives frequency and height: for a Hann window
/// the error stays under a tenth of a bin. 3. The height is divided by the mean magnitude of the surroundings (half an octave to either side), which whitens the
/// spectrum: a partial counts by how far it stands out, not by how loud its register is. Bins 80 dB below the largest are no peaks. White noise gives ratios up to about 2.5, a lone partial 5 to 100.
/// Reference: E. Gómez, Tonal Description of Polyphonic Audio for Music Content Processing, INFORMS Journal on Computing 18 (2006).
/// </remarks>
public static class SpectralPeaks
{
    /// <summary>Bins this much below the largest of the frame (80 dB) are what rounding and coding leave.</summary>
    private const float Floor = 1e-4f;
    private const double NeighbourhoodRatio = 1.4142135623730951;
    private const int NarrowestNeighbourhoodBins = 12;

    /// <summary>Finds the peaks between two frequencies, from low to high.</summary>
    /// <param name="magnitudes">Magnitude spectrum, [bins], not negative; bin 0 is 0 Hz.</param>
    /// <param name="cumulative">Scratch, at least one longer than <paramref name="magnitudes"/>.</param>
    /// <param name="binHz">Width of a bin, in Hz.</param>
    /// <param name="minHz">Lowest frequency.</param>
    /// <param name="maxHz">Highest frequency.</param>
    /// <param name="peaks">Filled from its start; half the number of bins is always enough.</param>
    /// <returns>Number of peaks. The strength of each is the ratio of its height to the mean of its surroundings.</returns>
    public static int Find(
        ReadOnlySpan<float> magnitudes,
        Span<double> cumulative,
        double binHz,
        double minHz,
        double maxHz,
        Span<SpectralPeak> peaks
    )
    {
        double sum = 0;
        cumulative[0] = 0;
        for (int k = 0; k < magnitudes.Length; k++)
        {
            sum += magnitudes[k];
            cumulative[k + 1] = sum;
        }

        float floor = magnitudes.IsEmpty ? 0 : Floor * TensorPrimitives.MaxNumber(magnitudes);
        int count = 0;
        int first = Math.Max(1, (int)Math.Ceiling(minHz / binHz));
        int last = Math.Min(magnitudes.Length - 2, (int)Math.Floor(maxHz / binHz));
        for (int k = first; k <= last && count < peaks.Length; k++)
        {
            float centre = magnitudes[k];
            if (centre <= magnitudes[k - 1] || centre < magnitudes[k + 1] || !(centre > floor))
            {
                continue;
            }

            double mean = MeanAround(cumulative[..(magnitudes.Length + 1)], k);
            if (centre < mean)
            {
                continue;
            }

            (double offset, double height) = Parabola(magnitudes[k - 1], centre, magnitudes[k + 1]);
            peaks[count++] = new SpectralPeak((float)((k + offset) * binHz), (float)(height / mean));
        }

        return count;
    }

    private static double MeanAround(ReadOnlySpan<double> cumulative, int bin)
    {
        int low = Math.Max(0, Math.Min((int)(bin / NeighbourhoodRatio), bin - NarrowestNeighbourhoodBins));
        int high = Math.Min(cumulative.Length - 1, Math.Max((int)(bin * NeighbourhoodRatio), bin + NarrowestNeighbourhoodBins) + 1);
        return (cumulative[high] - cumulative[low]) / (high - low);
    }

    private static (double Offset, double Height) Parabola(float left, float centre, float right)
    {
        // A floor far below the centre keeps the logarithm finite where a neighbour is exactly 0.
        double floor = centre * 1e-4;
        double a = Math.Log(Math.Max(left, floor));
        double b = Math.Log(centre);
        double c = Math.Log(Math.Max(right, floor));
        double curvature = a - (2 * b) + c;
        double offset = curvature < 0 ? Math.Clamp(0.5 * (a - c) / curvature, -0.5, 0.5) : 0;
        return (offset, Math.Exp(b - (0.25 * (a - c) * offset)));
    }
}
