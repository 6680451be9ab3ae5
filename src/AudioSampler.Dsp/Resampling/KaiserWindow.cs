namespace AudioSampler.Dsp.Resampling;

/// <summary>What Kaiser's window is made of.</summary>
internal static class KaiserWindow
{
    /// <summary>Modified Bessel function of the first kind, order 0, by its power series.</summary>
    /// <param name="x">Any number of moderate size.</param>
    public static double BesselI0(double x)
    {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }

        return sum;
    }
}
