using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AudioSampler.Dsp.Fft;

/// <summary>Eight floats at a time. Only for processors with AVX, whose two-operand shuffles make the transposes cheap.</summary>
internal readonly struct Vector256Ops : IVectorOps<Vector256<float>>
{
    public static int Width => Vector256<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(ref float source) => Vector256.LoadUnsafe(ref source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> value, ref float destination) => value.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> a, Vector256<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> a, Vector256<float> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> a, Vector256<float> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Vector256.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplySubtract(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Vector256.MultiplyAddEstimate(a, b, -c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Reverse(Vector256<float> value) => Vector256.Shuffle(value, Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(ref float source, out Vector256<float> even, out Vector256<float> odd)
    {
        Vector256<float> first = Load(ref source);
        Vector256<float> second = Load(ref Unsafe.Add(ref source, 8));
        Vector256<float> low = Avx.Permute2x128(first, second, 0x20);
        Vector256<float> high = Avx.Permute2x128(first, second, 0x31);
        even = Avx.Shuffle(low, high, 0b10_00_10_00);
        odd = Avx.Shuffle(low, high, 0b11_01_11_01);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(Vector256<float> even, Vector256<float> odd, ref float destination)
    {
        Vector256<float> low = Avx.UnpackLow(even, odd);
        Vector256<float> high = Avx.UnpackHigh(even, odd);
        Avx.Permute2x128(low, high, 0x20).StoreUnsafe(ref destination);
        Avx.Permute2x128(low, high, 0x31).StoreUnsafe(ref destination, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTransposed(
        Vector256<float> a,
        Vector256<float> b,
        Vector256<float> c,
        Vector256<float> d,
        ref float destination
    )
    {
        Vector256<float> abLow = Avx.UnpackLow(a, b);
        Vector256<float> abHigh = Avx.UnpackHigh(a, b);
        Vector256<float> cdLow = Avx.UnpackLow(c, d);
        Vector256<float> cdHigh = Avx.UnpackHigh(c, d);
        StoreGroupsOfFour(
            Avx.Shuffle(abLow, cdLow, 0b01_00_01_00),
            Avx.Shuffle(abLow, cdLow, 0b11_10_11_10),
            Avx.Shuffle(abHigh, cdHigh, 0b01_00_01_00),
            Avx.Shuffle(abHigh, cdHigh, 0b11_10_11_10),
            ref destination
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreGroupsOfFour(
        Vector256<float> a,
        Vector256<float> b,
        Vector256<float> c,
        Vector256<float> d,
        ref float destination
    )
    {
        Avx.Permute2x128(a, b, 0x20).StoreUnsafe(ref destination);
        Avx.Permute2x128(c, d, 0x20).StoreUnsafe(ref destination, 8);
        Avx.Permute2x128(a, b, 0x31).StoreUnsafe(ref destination, 16);
        Avx.Permute2x128(c, d, 0x31).StoreUnsafe(ref destination, 24);
    }
}
