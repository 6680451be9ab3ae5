using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AudioSampler.Dsp.Fft;

/// <summary>Chooses the path of this processor.</summary>
internal static class VectorPaths
{
    public static VectorPath Best =>
        Vector256.IsHardwareAccelerated && Avx.IsSupported ? VectorPath.Vector256
        : Vector128.IsHardwareAccelerated ? VectorPath.Vector128
        : VectorPath.Scalar;
}
