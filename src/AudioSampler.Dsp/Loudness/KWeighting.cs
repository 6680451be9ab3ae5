using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AudioSampler.Dsp.Loudness;

/// <summary>The K-weighting of ITU-R BS.1770-5 for two channels at once: a high shelf (+4 dB, head) and then a high-pass (38 Hz).</summary>
/// <remarks>
/// The recommendation prints coefficients for 48 kHz only. They are the bilinear transforms of two analogue sections, so those are transformed
/// for the rate at hand; at 48 kHz the printed values come out to ten digits. A section whose corner lies above 0.45 of the sample rate has
/// nothing to do there and is left out. Both channels stand in one vector of doubles: in single precision the high-pass would be noisy at high
/// rates. Prototype after B. De Man, "Evaluation of implementations of the EBU R128 loudness measurement", AES 145, 2018.
/// </remarks>
internal sealed class KWeighting
{
    private readonly Section shelf;
    private readonly Section highPass;
    private Vector128<double> shelf1;
    private Vector128<double> shelf2;
    private Vector128<double> pass1;
    private Vector128<double> pass2;

    /// <summary>Makes the filter for a rate.</summary>
    /// <param name="sampleRate">Samples per second.</param>
    public KWeighting(int sampleRate)
    {
        shelf = Section.Shelf(sampleRate);
        highPass = Section.HighPass(sampleRate);
    }

    /// <summary>Coefficients of both sections, a0 = 1.</summary>
    internal (Section Shelf, Section HighPass) Sections => (shelf, highPass);

    /// <summary>Filters further samples and adds up their squares.</summary>
    /// <param name="left">First channel.</param>
    /// <param name="right">Second channel, of the same length; the first again where there is only one.</param>
    /// <param name="sum">Sum of the squares of both channels so far.</param>
    /// <returns>The sum with those of these samples added, one by one and in order.</returns>
    public Vector128<double> AddSquares(ReadOnlySpan<float> left, ReadOnlySpan<float> right, Vector128<double> sum)
    {
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"{right.Length} samples beside {left.Length}", nameof(right));
        }

        // Each section in state form, so that a step waits for one multiply-add alone:
        // y = b0 x + s1;  s1' = (b1 - a1 b0) x + s2 - a1 s1;  s2' = (b2 - a2 b0) x - a2 s1.
        (Vector128<double> gainA, Vector128<double> in1A, Vector128<double> in2A, Vector128<double> back1A, Vector128<double> back2A) =
            shelf.Spread();
        (Vector128<double> gainB, Vector128<double> in1B, Vector128<double> in2B, Vector128<double> back1B, Vector128<double> back2B) =
            highPass.Spread();
        (Vector128<double> a1, Vector128<double> a2, Vector128<double> b1, Vector128<double> b2) = (shelf1, shelf2, pass1, pass2);
        for (int i = 0; i < left.Length; i++)
        {
            Vector128<double> x = Vector128.Create((double)left[i], right[i]);
            Vector128<double> y = Vector128.MultiplyAddEstimate(gainA, x, a1);
            Vector128<double> next = Vector128.MultiplyAddEstimate(back1A, a1, Vector128.MultiplyAddEstimate(in1A, x, a2));
            a2 = Vector128.MultiplyAddEstimate(back2A, a1, in2A * x);
            a1 = next;

            Vector128<double> z = Vector128.MultiplyAddEstimate(gainB, y, b1);
            next = Vector128.MultiplyAddEstimate(back1B, b1, Vector128.MultiplyAddEstimate(in1B, y, b2));
            b2 = Vector128.MultiplyAddEstimate(back2B, b1, in2B * y);
            b1 = next;
            sum = Vector128.MultiplyAddEstimate(z, z, sum);
        }

        (shelf1, shelf2, pass1, pass2) = (a1, a2, b1, b2);
        return sum;
    }

    /// <summary>Ends the ringing of the filter far below any level: without that, digital silence would be filtered in slow denormal numbers.</summary>
    public void DropDenormals()
    {
        const double Inaudible = 1e-30;
        Vector128<double> largest = Vector128.Max(
            Vector128.Max(Vector128.Abs(shelf1), Vector128.Abs(shelf2)),
            Vector128.Max(Vector128.Abs(pass1), Vector128.Abs(pass2))
        );
        if (Math.Max(largest[0], largest[1]) < Inaudible)
        {
            shelf1 = shelf2 = pass1 = pass2 = default;
        }
    }

    /// <summary>A second-order section with a0 = 1.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Section(double B0, double B1, double B2, double A1, double A2)
    {
        private const double ShelfHz = 1681.974450955533;
        private const double ShelfGainDb = 3.999843853973347;
        private const double ShelfQ = 0.7071752369554196;
        private const double ShelfBandExponent = 0.4996667741545416;
        private const double HighPassHz = 38.13547087602444;
        private const double HighPassQ = 0.5003270373238773;
        private const double HighestCorner = 0.45;

        public static Section Shelf(int sampleRate)
        {
            if (ShelfHz > HighestCorner * sampleRate)
            {
                return new Section(1, 0, 0, 0, 0);
            }

            double k = Math.Tan(Math.PI * ShelfHz / sampleRate);
            double high = Math.Pow(10, ShelfGainDb / 20);
            double band = Math.Pow(high, ShelfBandExponent);
            double a0 = 1 + (k / ShelfQ) + (k * k);
            return new Section(
                (high + (band * k / ShelfQ) + (k * k)) / a0,
                2 * ((k * k) - high) / a0,
                (high - (band * k / ShelfQ) + (k * k)) / a0,
                2 * ((k * k) - 1) / a0,
                (1 - (k / ShelfQ) + (k * k)) / a0
            );
        }

        public static Section HighPass(int sampleRate)
        {
            if (HighPassHz > HighestCorner * sampleRate)
            {
                return new Section(1, 0, 0, 0, 0);
            }

            double k = Math.Tan(Math.PI * HighPassHz / sampleRate);
            double a0 = 1 + (k / HighPassQ) + (k * k);
            return new Section(1, -2, 1, 2 * ((k * k) - 1) / a0, (1 - (k / HighPassQ) + (k * k)) / a0);
        }

        public (
            Vector128<double> Gain,
            Vector128<double> In1,
            Vector128<double> In2,
            Vector128<double> Back1,
            Vector128<double> Back2
        ) Spread() =>
            (
                Vector128.Create(B0),
                Vector128.Create(B1 - (A1 * B0)),
                Vector128.Create(B2 - (A2 * B0)),
                Vector128.Create(-A1),
                Vector128.Create(-A2)
            );
    }
}
