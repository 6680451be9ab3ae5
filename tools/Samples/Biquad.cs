namespace AudioSampler.Samples;

/// <summary>A second-order filter (R. Bristow-Johnson, Cookbook formulae for audio EQ biquad filter coefficients).</summary>
internal sealed class Biquad
{
    private double b0;
    private double b1;
    private double b2;
    private double a1;
    private double a2;
    private double z1;
    private double z2;

    public static Biquad LowPass(double cutoffHz, double q = 0.707)
    {
        var filter = new Biquad();
        (double cos, double alpha) = Shape(cutoffHz, q);
        filter.Set((1 - cos) / 2, 1 - cos, (1 - cos) / 2, cos, alpha);
        return filter;
    }

    public static Biquad HighPass(double cutoffHz, double q = 0.707)
    {
        var filter = new Biquad();
        (double cos, double alpha) = Shape(cutoffHz, q);
        filter.Set((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, cos, alpha);
        return filter;
    }

    public static Biquad BandPass(double centreHz, double q)
    {
        var filter = new Biquad();
        filter.TuneBandPass(centreHz, q);
        return filter;
    }

    /// <summary>Moves a band pass while it runs.</summary>
    public void TuneBandPass(double centreHz, double q)
    {
        (double cos, double alpha) = Shape(centreHz, q);
        Set(alpha, 0, -alpha, cos, alpha);
    }

    public double Next(double x)
    {
        double y = (b0 * x) + z1;
        z1 = (b1 * x) - (a1 * y) + z2;
        z2 = (b2 * x) - (a2 * y);
        return y;
    }

    private static (double Cos, double Alpha) Shape(double hz, double q)
    {
        double omega = 2 * Math.PI * hz / Track.SampleRate;
        return (Math.Cos(omega), Math.Sin(omega) / (2 * q));
    }

    private void Set(double n0, double n1, double n2, double cos, double alpha)
    {
        double a0 = 1 + alpha;
        (b0, b1, b2, a1, a2) = (n0 / a0, n1 / a0, n2 / a0, -2 * cos / a0, (1 - alpha) / a0);
    }
}
