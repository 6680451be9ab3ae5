using System.Runtime.CompilerServices;

namespace AudioSampler.Dsp.Fft;

/// <summary>One float at a time: for short transforms and for processors without vectors.</summary>
internal readonly struct ScalarOps : IVectorOps<float>
{
    public static int Width => 1;

    public static float Load(ref float source) => source;

    public static void Store(float value, ref float destination) => destination = value;

    public static float Broadcast(float value) => value;

    public static float Add(float a, float b) => a + b;

    public static float Subtract(float a, float b) => a - b;

    public static float Multiply(float a, float b) => a * b;

    public static float MultiplyAdd(float a, float b, float c) => (a * b) + c;

    public static float MultiplySubtract(float a, float b, float c) => (a * b) - c;

    public static float Reverse(float value) => value;

    public static void LoadPairs(ref float source, out float even, out float odd)
    {
        even = source;
        odd = Unsafe.Add(ref source, 1);
    }

    public static void StorePairs(float even, float odd, ref float destination)
    {
        destination = even;
        Unsafe.Add(ref destination, 1) = odd;
    }

    public static void StoreTransposed(float a, float b, float c, float d, ref float destination)
    {
        destination = a;
        Unsafe.Add(ref destination, 1) = b;
        Unsafe.Add(ref destination, 2) = c;
        Unsafe.Add(ref destination, 3) = d;
    }

    public static void StoreGroupsOfFour(float a, float b, float c, float d, ref float destination) =>
        throw new NotSupportedException("a single float has no groups of four");
}
