using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioSampler.Dsp.Fft;

/// <summary>The passes of a radix-4 Stockham transform over real and imaginary parts in separate arrays.</summary>
/// <remarks>
/// Each pass reads one pair of arrays and writes another, in an order that leaves the last result sorted: no bit reversal.
/// Reference: P. N. Swarztrauber, "FFT algorithms for vector computers", Parallel Computing 1, 1984.
/// </remarks>
internal static class StockhamPasses<TVector, TOps>
    where TVector : struct
    where TOps : struct, IVectorOps<TVector>
{
    /// <summary>The pass of stride 1, vectorised over neighbouring factors. The quarter is a multiple of the width.</summary>
    public static void First(FftStage stage, ref float re, ref float im, ref float outRe, ref float outIm)
    {
        int quarter = stage.Quarter;
        ref float twiddles = ref MemoryMarshal.GetArrayDataReference(stage.Twiddles);
        for (int p = 0; p < quarter; p += TOps.Width)
        {
            Factors w = LoadFactors(ref Unsafe.Add(ref twiddles, p), quarter);
            Butterfly y = Split(ref Unsafe.Add(ref re, p), ref Unsafe.Add(ref im, p), quarter).Turn(w);
            TOps.StoreTransposed(y.Re0, y.Re1, y.Re2, y.Re3, ref Unsafe.Add(ref outRe, 4 * p));
            TOps.StoreTransposed(y.Im0, y.Im1, y.Im2, y.Im3, ref Unsafe.Add(ref outIm, 4 * p));
        }
    }

    /// <summary>The pass of stride 4, vectorised over factor and stride together. Four quarters are a multiple of the width.</summary>
    public static void Second(FftStage stage, ref float re, ref float im, ref float outRe, ref float outIm)
    {
        int quarter = stage.TableLength;
        ref float twiddles = ref MemoryMarshal.GetArrayDataReference(stage.Twiddles);
        for (int i = 0; i < quarter; i += TOps.Width)
        {
            Factors w = LoadFactors(ref Unsafe.Add(ref twiddles, i), quarter);
            Butterfly y = Split(ref Unsafe.Add(ref re, i), ref Unsafe.Add(ref im, i), quarter).Turn(w);
            TOps.StoreGroupsOfFour(y.Re0, y.Re1, y.Re2, y.Re3, ref Unsafe.Add(ref outRe, 4 * i));
            TOps.StoreGroupsOfFour(y.Im0, y.Im1, y.Im2, y.Im3, ref Unsafe.Add(ref outIm, 4 * i));
        }
    }

    /// <summary>Any pass whose stride is a multiple of the width, vectorised along the stride.</summary>
    public static void Wide(FftStage stage, ref float re, ref float im, ref float outRe, ref float outIm)
    {
        int stride = stage.Stride;
        int quarterSpan = stage.Quarter * stride;
        ref float twiddles = ref MemoryMarshal.GetArrayDataReference(stage.Twiddles);
        for (int p = 0; p < stage.Quarter; p++)
        {
            Factors w = BroadcastFactors(ref Unsafe.Add(ref twiddles, p * stage.Repeat), stage.TableLength);
            ref float fromRe = ref Unsafe.Add(ref re, p * stride);
            ref float fromIm = ref Unsafe.Add(ref im, p * stride);
            ref float toRe = ref Unsafe.Add(ref outRe, 4 * p * stride);
            ref float toIm = ref Unsafe.Add(ref outIm, 4 * p * stride);
            for (int q = 0; q < stride; q += TOps.Width)
            {
                Butterfly y = Split(ref Unsafe.Add(ref fromRe, q), ref Unsafe.Add(ref fromIm, q), quarterSpan).Turn(w);
                y.Store(ref Unsafe.Add(ref toRe, q), ref Unsafe.Add(ref toIm, q), stride);
            }
        }
    }

    /// <summary>The last pass, of radix 4, when transforms of length 4 are left. The stride is a multiple of the width.</summary>
    public static void LastOfFour(int stride, ref float re, ref float im, ref float outRe, ref float outIm)
    {
        for (int q = 0; q < stride; q += TOps.Width)
        {
            Split(ref Unsafe.Add(ref re, q), ref Unsafe.Add(ref im, q), stride)
                .Store(ref Unsafe.Add(ref outRe, q), ref Unsafe.Add(ref outIm, q), stride);
        }
    }

    /// <summary>The last pass, of radix 2, when transforms of length 2 are left. The stride is a multiple of the width.</summary>
    public static void LastOfTwo(int stride, ref float values, ref float output)
    {
        for (int q = 0; q < stride; q += TOps.Width)
        {
            TVector a = TOps.Load(ref Unsafe.Add(ref values, q));
            TVector b = TOps.Load(ref Unsafe.Add(ref values, q + stride));
            TOps.Store(TOps.Add(a, b), ref Unsafe.Add(ref output, q));
            TOps.Store(TOps.Subtract(a, b), ref Unsafe.Add(ref output, q + stride));
        }
    }

    /// <summary>The four-point transform of four vectors that lie <paramref name="distance"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Butterfly Split(ref float re, ref float im, int distance)
    {
        TVector aRe = TOps.Load(ref re);
        TVector bRe = TOps.Load(ref Unsafe.Add(ref re, distance));
        TVector cRe = TOps.Load(ref Unsafe.Add(ref re, 2 * distance));
        TVector dRe = TOps.Load(ref Unsafe.Add(ref re, 3 * distance));
        TVector aIm = TOps.Load(ref im);
        TVector bIm = TOps.Load(ref Unsafe.Add(ref im, distance));
        TVector cIm = TOps.Load(ref Unsafe.Add(ref im, 2 * distance));
        TVector dIm = TOps.Load(ref Unsafe.Add(ref im, 3 * distance));

        TVector sumAcRe = TOps.Add(aRe, cRe);
        TVector sumAcIm = TOps.Add(aIm, cIm);
        TVector sumBdRe = TOps.Add(bRe, dRe);
        TVector sumBdIm = TOps.Add(bIm, dIm);
        TVector diffAcRe = TOps.Subtract(aRe, cRe);
        TVector diffAcIm = TOps.Subtract(aIm, cIm);
        TVector diffBdRe = TOps.Subtract(bRe, dRe);
        TVector diffBdIm = TOps.Subtract(bIm, dIm);
        return new Butterfly
        {
            Re0 = TOps.Add(sumAcRe, sumBdRe),
            Im0 = TOps.Add(sumAcIm, sumBdIm),
            Re1 = TOps.Add(diffAcRe, diffBdIm),
            Im1 = TOps.Subtract(diffAcIm, diffBdRe),
            Re2 = TOps.Subtract(sumAcRe, sumBdRe),
            Im2 = TOps.Subtract(sumAcIm, sumBdIm),
            Re3 = TOps.Subtract(diffAcRe, diffBdIm),
            Im3 = TOps.Add(diffAcIm, diffBdRe),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Factors LoadFactors(ref float table, int row) =>
        new()
        {
            Re1 = TOps.Load(ref table),
            Im1 = TOps.Load(ref Unsafe.Add(ref table, row)),
            Re2 = TOps.Load(ref Unsafe.Add(ref table, 2 * row)),
            Im2 = TOps.Load(ref Unsafe.Add(ref table, 3 * row)),
            Re3 = TOps.Load(ref Unsafe.Add(ref table, 4 * row)),
            Im3 = TOps.Load(ref Unsafe.Add(ref table, 5 * row)),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Factors BroadcastFactors(ref float table, int row) =>
        new()
        {
            Re1 = TOps.Broadcast(table),
            Im1 = TOps.Broadcast(Unsafe.Add(ref table, row)),
            Re2 = TOps.Broadcast(Unsafe.Add(ref table, 2 * row)),
            Im2 = TOps.Broadcast(Unsafe.Add(ref table, 3 * row)),
            Re3 = TOps.Broadcast(Unsafe.Add(ref table, 4 * row)),
            Im3 = TOps.Broadcast(Unsafe.Add(ref table, 5 * row)),
        };

    private struct Factors
    {
        public TVector Re1;
        public TVector Im1;
        public TVector Re2;
        public TVector Im2;
        public TVector Re3;
        public TVector Im3;
    }

    private struct Butterfly
    {
        public TVector Re0;
        public TVector Im0;
        public TVector Re1;
        public TVector Im1;
        public TVector Re2;
        public TVector Im2;
        public TVector Re3;
        public TVector Im3;

        /// <summary>Multiplies all but the first output by its factor.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly Butterfly Turn(Factors w) =>
            new()
            {
                Re0 = Re0,
                Im0 = Im0,
                Re1 = TOps.MultiplySubtract(Re1, w.Re1, TOps.Multiply(Im1, w.Im1)),
                Im1 = TOps.MultiplyAdd(Re1, w.Im1, TOps.Multiply(Im1, w.Re1)),
                Re2 = TOps.MultiplySubtract(Re2, w.Re2, TOps.Multiply(Im2, w.Im2)),
                Im2 = TOps.MultiplyAdd(Re2, w.Im2, TOps.Multiply(Im2, w.Re2)),
                Re3 = TOps.MultiplySubtract(Re3, w.Re3, TOps.Multiply(Im3, w.Im3)),
                Im3 = TOps.MultiplyAdd(Re3, w.Im3, TOps.Multiply(Im3, w.Re3)),
            };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(ref float re, ref float im, int distance)
        {
            TOps.Store(Re0, ref re);
            TOps.Store(Re1, ref Unsafe.Add(ref re, distance));
            TOps.Store(Re2, ref Unsafe.Add(ref re, 2 * distance));
            TOps.Store(Re3, ref Unsafe.Add(ref re, 3 * distance));
            TOps.Store(Im0, ref im);
            TOps.Store(Im1, ref Unsafe.Add(ref im, distance));
            TOps.Store(Im2, ref Unsafe.Add(ref im, 2 * distance));
            TOps.Store(Im3, ref Unsafe.Add(ref im, 3 * distance));
        }
    }
}
