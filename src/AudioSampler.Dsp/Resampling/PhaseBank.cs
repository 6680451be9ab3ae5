using AudioSampler.Dsp.Levels;

namespace AudioSampler.Dsp.Resampling;

/// <summary>The coefficients of a low-pass filter, one row for each position of an output sample between two input samples.</summary>
internal sealed class PhaseBank
{
    private const double StopBandDb = 86;
    private const double PassBand = 0.9;
    private const int LargestTable = 1 << 19;
    private const int DensePhases = 512;

    private readonly float[] coefficients;
    private readonly int phases;
    private readonly int rows;

    private PhaseBank(int phases, int rows, int taps, double cutoff, double halfWidth)
    {
        this.phases = phases;
        this.rows = rows;
        Taps = taps;
        coefficients = new float[(rows + 1) * taps];
        double beta = 0.1102 * (StopBandDb - 8.7);
        double[] row = new double[taps];
        for (int r = 0; r <= rows; r++)
        {
            Fill(row, (double)r / rows, cutoff, halfWidth, beta);
            for (int t = 0; t < taps; t++)
            {
                coefficients[(r * taps) + t] = (float)row[t];
            }
        }
    }

    /// <summary>Coefficients per phase, a multiple of 16.</summary>
    public int Taps { get; }

    /// <summary>Whether results are interpolated between phases.</summary>
    public bool Interpolates => rows != phases;

    /// <summary>Makes the filter for a reduced ratio of rates.</summary>
    /// <param name="up">Output rate over the greatest common divisor: the number of phases.</param>
    /// <param name="down">Input rate over the greatest common divisor.</param>
    public static PhaseBank For(int up, int down)
    {
        // In cycles per input sample: the lower Nyquist frequency, and half way from the end of the pass band to it.
        double nyquist = 0.5 * Math.Min(1, (double)up / down);
        double cutoff = nyquist * (1 + PassBand) / 2;
        double transition = nyquist * (1 - PassBand);

        // Kaiser's formula for the length of the filter, in input samples.
        double length = (StopBandDb - 7.95) / (14.36 * transition);
        int taps = (((int)Math.Ceiling(length) + 2 + 15) / 16) * 16;
        bool dense = (long)up * taps > LargestTable;

        // A filter for a lower rate is smooth between input samples, so it needs fewer phases for the same error.
        int tableRows = dense ? Math.Max(16, (int)Math.Ceiling(DensePhases * 2 * nyquist)) : up;
        return new PhaseBank(up, tableRows, taps, cutoff, length / 2);
    }

    /// <summary>Output sample at a phase.</summary>
    /// <param name="window"><see cref="Taps"/> input samples; the output stands at or after the one before the middle.</param>
    /// <param name="phase">0 up to the number of phases.</param>
    public float Apply(ReadOnlySpan<float> window, int phase)
    {
        if (rows == phases)
        {
            return FixedOrderSum.OfProducts(window, coefficients.AsSpan(phase * Taps, Taps));
        }

        double position = (double)phase * rows / phases;
        int row = (int)position;
        float lower = FixedOrderSum.OfProducts(window, coefficients.AsSpan(row * Taps, Taps));
        float upper = FixedOrderSum.OfProducts(window, coefficients.AsSpan((row + 1) * Taps, Taps));
        return (float)(lower + ((position - row) * (upper - lower)));
    }

    private static void Fill(Span<double> row, double fraction, double cutoff, double halfWidth, double beta)
    {
        double sum = 0;
        for (int t = 0; t < row.Length; t++)
        {
            double distance = t - ((row.Length / 2) - 1) - fraction;
            double edge = distance / halfWidth;
            double window = Math.Abs(edge) >= 1 ? 0 : KaiserWindow.BesselI0(beta * Math.Sqrt(1 - (edge * edge)));
            double angle = 2 * Math.PI * cutoff * distance;
            row[t] = window * (Math.Abs(angle) < 1e-9 ? 1 : Math.Sin(angle) / angle);
            sum += row[t];
        }

        // Every phase passes a constant as it is; otherwise the phases would print their own pattern on it.
        for (int t = 0; t < row.Length; t++)
        {
            row[t] /= sum;
        }
    }
}
