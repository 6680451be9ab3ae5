using System.Runtime.Intrinsics;

namespace AudioSampler.Dsp.Fft;

/// <summary>The transforms of a plan on one vector path. Holds the scratch, so one thread at a time.</summary>
internal abstract class FftKernel
{
    /// <summary>Real samples to bins 0 to N/2. All lengths have been checked.</summary>
    public abstract void Forward(ReadOnlySpan<float> samples, ref float re, ref float im);

    /// <summary>Bins 0 to N/2 to real samples.</summary>
    public abstract void Inverse(ref float re, ref float im, Span<float> samples);

    /// <summary>A kernel for <paramref name="plan"/>.</summary>
    public static FftKernel Make(FftPlan plan, VectorPath path) =>
        path switch
        {
            VectorPath.Vector256 => new VectorFftKernel<Vector256<float>, Vector256Ops>(plan),
            VectorPath.Vector128 => new VectorFftKernel<Vector128<float>, Vector128Ops>(plan),
            _ => new VectorFftKernel<float, ScalarOps>(plan),
        };
}
