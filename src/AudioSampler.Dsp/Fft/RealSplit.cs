using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioSampler.Dsp.Fft;

/// <summary>The way between N real samples and a complex transform of half the length.</summary>
/// <remarks>
/// Even samples are taken as real parts and odd ones as imaginary parts of z. With Z its transform of length M = N/2, the
/// spectrum of the samples is X[k] = E[k] + exp(−2πik/N) O[k], where E = (Z[k] + Z*[M−k])/2 and O = (Z[k] − Z*[M−k])/2i.
/// Bins k and M−k are made together.
/// </remarks>
internal static class RealSplit<TVector, TOps>
    where TVector : struct
    where TOps : struct, IVectorOps<TVector>
{
    /// <summary>Samples to z. The length of the arrays is a multiple of the width.</summary>
    public static void Unzip(ref float samples, ref float re, ref float im, int complexLength)
    {
        for (int i = 0; i < complexLength; i += TOps.Width)
        {
            TOps.LoadPairs(ref Unsafe.Add(ref samples, 2 * i), out TVector even, out TVector odd);
            TOps.Store(even, ref Unsafe.Add(ref re, i));
            TOps.Store(odd, ref Unsafe.Add(ref im, i));
        }
    }

    /// <summary>z to samples, each times <paramref name="gain"/>.</summary>
    public static void Zip(ref float re, ref float im, ref float samples, int complexLength, float gain)
    {
        TVector factor = TOps.Broadcast(gain);
        for (int i = 0; i < complexLength; i += TOps.Width)
        {
            TVector even = TOps.Multiply(factor, TOps.Load(ref Unsafe.Add(ref re, i)));
            TVector odd = TOps.Multiply(factor, TOps.Load(ref Unsafe.Add(ref im, i)));
            TOps.StorePairs(even, odd, ref Unsafe.Add(ref samples, 2 * i));
        }
    }

    /// <summary>Z to the spectrum of the samples, bins 0 to M. M/2 is a multiple of the width, or M is 1 with a width of 1.</summary>
    public static void Join(FftPlan plan, ref float re, ref float im, ref float outRe, ref float outIm)
    {
        int m = plan.ComplexLength;
        outRe = re + im;
        outIm = 0;
        Unsafe.Add(ref outRe, m) = re - im;
        Unsafe.Add(ref outIm, m) = 0;
        ref float cos = ref MemoryMarshal.GetArrayDataReference(plan.HalfCos);
        ref float sin = ref MemoryMarshal.GetArrayDataReference(plan.HalfSin);
        TVector half = TOps.Broadcast(0.5f);
        for (int k = 1; k <= m / 2; k += TOps.Width)
        {
            int mirror = m - k - TOps.Width + 1;
            TVector aRe = TOps.Load(ref Unsafe.Add(ref re, k));
            TVector aIm = TOps.Load(ref Unsafe.Add(ref im, k));
            TVector bRe = TOps.Reverse(TOps.Load(ref Unsafe.Add(ref re, mirror)));
            TVector bIm = TOps.Reverse(TOps.Load(ref Unsafe.Add(ref im, mirror)));
            TVector c = TOps.Load(ref Unsafe.Add(ref cos, k));
            TVector s = TOps.Load(ref Unsafe.Add(ref sin, k));

            TVector evenRe = TOps.Multiply(half, TOps.Add(aRe, bRe));
            TVector evenIm = TOps.Multiply(half, TOps.Subtract(aIm, bIm));
            TVector dRe = TOps.Subtract(aRe, bRe);
            TVector dIm = TOps.Add(aIm, bIm);
            TVector oddRe = TOps.MultiplyAdd(c, dIm, TOps.Multiply(s, dRe));
            TVector oddIm = TOps.MultiplySubtract(s, dIm, TOps.Multiply(c, dRe));

            TOps.Store(TOps.Add(evenRe, oddRe), ref Unsafe.Add(ref outRe, k));
            TOps.Store(TOps.Add(evenIm, oddIm), ref Unsafe.Add(ref outIm, k));
            TOps.Store(TOps.Reverse(TOps.Subtract(evenRe, oddRe)), ref Unsafe.Add(ref outRe, mirror));
            TOps.Store(TOps.Reverse(TOps.Subtract(oddIm, evenIm)), ref Unsafe.Add(ref outIm, mirror));
        }
    }

    /// <summary>The spectrum of real samples, bins 0 to M, to Z. The imaginary parts of bins 0 and M are taken as 0.</summary>
    public static void Part(FftPlan plan, ref float re, ref float im, ref float outRe, ref float outIm)
    {
        int m = plan.ComplexLength;
        float last = Unsafe.Add(ref re, m);
        outRe = 0.5f * (re + last);
        outIm = 0.5f * (re - last);
        ref float cos = ref MemoryMarshal.GetArrayDataReference(plan.HalfCos);
        ref float sin = ref MemoryMarshal.GetArrayDataReference(plan.HalfSin);
        TVector half = TOps.Broadcast(0.5f);
        for (int k = 1; k <= m / 2; k += TOps.Width)
        {
            int mirror = m - k - TOps.Width + 1;
            TVector aRe = TOps.Load(ref Unsafe.Add(ref re, k));
            TVector aIm = TOps.Load(ref Unsafe.Add(ref im, k));
            TVector bRe = TOps.Reverse(TOps.Load(ref Unsafe.Add(ref re, mirror)));
            TVector bIm = TOps.Reverse(TOps.Load(ref Unsafe.Add(ref im, mirror)));
            TVector c = TOps.Load(ref Unsafe.Add(ref cos, k));
            TVector s = TOps.Load(ref Unsafe.Add(ref sin, k));

            TVector evenRe = TOps.Multiply(half, TOps.Add(aRe, bRe));
            TVector evenIm = TOps.Multiply(half, TOps.Subtract(aIm, bIm));
            TVector dRe = TOps.Subtract(aRe, bRe);
            TVector dIm = TOps.Add(aIm, bIm);
            TVector oddRe = TOps.MultiplyAdd(c, dRe, TOps.Multiply(s, dIm));
            TVector oddIm = TOps.MultiplySubtract(c, dIm, TOps.Multiply(s, dRe));

            TOps.Store(TOps.Subtract(evenRe, oddIm), ref Unsafe.Add(ref outRe, k));
            TOps.Store(TOps.Add(evenIm, oddRe), ref Unsafe.Add(ref outIm, k));
            TOps.Store(TOps.Reverse(TOps.Add(evenRe, oddIm)), ref Unsafe.Add(ref outRe, mirror));
            TOps.Store(TOps.Reverse(TOps.Subtract(oddRe, evenIm)), ref Unsafe.Add(ref outIm, mirror));
        }
    }
}
