using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AudioSampler.Dsp.Fft;

/// <summary>Four floats at a time, by operations that every vector processor has: Arm64 runs exactly this code.</summary>
internal readonly struct Vector128Ops : IVectorOps<Vector128<float>>
{
    public static int Width => Vector128<float>.Count;

    private static Vector128<float> EvenLanes => Vector128.Create(-1, 0, -1, 0).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(ref float source) => Vector128.LoadUnsafe(ref source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> value, ref float destination) => value.StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> a, Vector128<float> b) => a - b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> a, Vector128<float> b) => a * b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Vector128.MultiplyAddEstimate(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplySubtract(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Vector128.MultiplyAddEstimate(a, b, -c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Reverse(Vector128<float> value) => Vector128.Shuffle(value, Vector128.Create(3, 2, 1, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPairs(ref float source, out Vector128<float> even, out Vector128<float> odd)
    {
        Vector128<float> first = Vector128.Shuffle(Load(ref source), Vector128.Create(0, 2, 1, 3));
        Vector128<float> second = Vector128.Shuffle(Load(ref Unsafe.Add(ref source, 4)), Vector128.Create(0, 2, 1, 3));
        even = Vector128.Create(first.GetLower(), second.GetLower());
        odd = Vector128.Create(first.GetUpper(), second.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePairs(Vector128<float> even, Vector128<float> odd, ref float destination)
    {
        ZipLow(even, odd).StoreUnsafe(ref destination);
        ZipHigh(even, odd).StoreUnsafe(ref destination, 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTransposed(
        Vector128<float> a,
        Vector128<float> b,
        Vector128<float> c,
        Vector128<float> d,
        ref float destination
    )
    {
        Vector128<float> abLow = ZipLow(a, b);
        Vector128<float> abHigh = ZipHigh(a, b);
        Vector128<float> cdLow = ZipLow(c, d);
        Vector128<float> cdHigh = ZipHigh(c, d);
        Vector128.Create(abLow.GetLower(), cdLow.GetLower()).StoreUnsafe(ref destination);
        Vector128.Create(abLow.GetUpper(), cdLow.GetUpper()).StoreUnsafe(ref destination, 4);
        Vector128.Create(abHigh.GetLower(), cdHigh.GetLower()).StoreUnsafe(ref destination, 8);
        Vector128.Create(abHigh.GetUpper(), cdHigh.GetUpper()).StoreUnsafe(ref destination, 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreGroupsOfFour(
        Vector128<float> a,
        Vector128<float> b,
        Vector128<float> c,
        Vector128<float> d,
        ref float destination
    )
    {
        a.StoreUnsafe(ref destination);
        b.StoreUnsafe(ref destination, 4);
        c.StoreUnsafe(ref destination, 8);
        d.StoreUnsafe(ref destination, 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipLow(Vector128<float> a, Vector128<float> b) =>
        Vector128.ConditionalSelect(
            EvenLanes,
            Vector128.Shuffle(a, Vector128.Create(0, 0, 1, 1)),
            Vector128.Shuffle(b, Vector128.Create(0, 0, 1, 1))
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> ZipHigh(Vector128<float> a, Vector128<float> b) =>
        Vector128.ConditionalSelect(
            EvenLanes,
            Vector128.Shuffle(a, Vector128.Create(2, 2, 3, 3)),
            Vector128.Shuffle(b, Vector128.Create(2, 2, 3, 3))
        );
}
