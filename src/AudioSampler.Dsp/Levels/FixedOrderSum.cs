using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AudioSampler.Dsp.Levels;

/// <summary>
/// Sums that depend on the values alone, never on where they stand in memory: the same samples give the same bits in every run.
/// <c>TensorPrimitives</c> aligns its reads first, so that its sums change in the last bit with the address of the data.
/// </summary>
internal static class FixedOrderSum
{
    /// <summary>Sum of the products of two series of the same length, in 32 partial sums.</summary>
    public static float OfProducts(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length)
        {
            throw new ArgumentException($"{b.Length} values for {a.Length}", nameof(b));
        }

        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b);
        Vector256<float> s0 = default;
        Vector256<float> s1 = default;
        Vector256<float> s2 = default;
        Vector256<float> s3 = default;
        int i = 0;
        for (; i <= a.Length - 32; i += 32)
        {
            s0 = Vector256.MultiplyAddEstimate(At(ref x, i), At(ref y, i), s0);
            s1 = Vector256.MultiplyAddEstimate(At(ref x, i + 8), At(ref y, i + 8), s1);
            s2 = Vector256.MultiplyAddEstimate(At(ref x, i + 16), At(ref y, i + 16), s2);
            s3 = Vector256.MultiplyAddEstimate(At(ref x, i + 24), At(ref y, i + 24), s3);
        }

        for (; i <= a.Length - 8; i += 8)
        {
            s0 = Vector256.MultiplyAddEstimate(At(ref x, i), At(ref y, i), s0);
        }

        float sum = Vector256.Sum(s0 + s1 + (s2 + s3));
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Sum of a series, in 16 partial sums.</summary>
    public static float Of(ReadOnlySpan<float> values)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        Vector256<float> s0 = default;
        Vector256<float> s1 = default;
        int i = 0;
        for (; i <= values.Length - 16; i += 16)
        {
            s0 += At(ref x, i);
            s1 += At(ref x, i + 8);
        }

        float sum = Vector256.Sum(s0 + s1);
        for (; i < values.Length; i++)
        {
            sum += values[i];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> At(ref float origin, int index) => Vector256.LoadUnsafe(ref origin, (nuint)index);
}
