using AudioSampler.Dsp.Levels;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Levels;

public sealed class FixedOrderSumTests
{
    [Fact]
    public void Sums_match_those_in_double_precision()
    {
        float[] a = TestSignals.Noise(0.1, 10_000, 1, 1);
        float[] b = TestSignals.Noise(0.1, 10_000, 1, 2);
        for (int length = 0; length < 100; length++)
        {
            double sum = 0;
            double products = 0;
            for (int i = 0; i < length; i++)
            {
                sum += a[i];
                products += (double)a[i] * b[i];
            }

            Assert.Equal(sum, FixedOrderSum.Of(a.AsSpan(0, length)), 1e-5);
            Assert.Equal(products, FixedOrderSum.OfProducts(a.AsSpan(0, length), b.AsSpan(0, length)), 1e-5);
        }
    }

    [Fact]
    public void Place_in_memory_makes_no_difference()
    {
        float[] values = TestSignals.Noise(0.1, 5_000, 1);
        for (int shift = 0; shift < 32; shift++)
        {
            float[] moved = [.. new float[shift], .. values];
            Assert.Equal(FixedOrderSum.Of(values), FixedOrderSum.Of(moved.AsSpan(shift)));
            Assert.Equal(FixedOrderSum.OfProducts(values, values), FixedOrderSum.OfProducts(moved.AsSpan(shift), moved.AsSpan(shift)));
        }
    }

    [Fact]
    public void Different_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FixedOrderSum.OfProducts([1, 2], [1]));
    }
}
