using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioSampler.Dsp.Fft;

/// <summary>The transforms with one kind of vector. A pass too short for the vector runs on single floats.</summary>
internal sealed class VectorFftKernel<TVector, TOps>(FftPlan plan) : FftKernel
    where TVector : struct
    where TOps : struct, IVectorOps<TVector>
{
    private readonly AlignedBuffer re = new(plan.ComplexLength);
    private readonly AlignedBuffer im = new(plan.ComplexLength);
    private readonly AlignedBuffer otherRe = new(plan.ComplexLength);
    private readonly AlignedBuffer otherIm = new(plan.ComplexLength);

    public override void Forward(ReadOnlySpan<float> samples, ref float outRe, ref float outIm)
    {
        ref float first = ref MemoryMarshal.GetReference(samples);
        if (plan.ComplexLength >= TOps.Width)
        {
            RealSplit<TVector, TOps>.Unzip(ref first, ref re.First, ref im.First, plan.ComplexLength);
        }
        else
        {
            RealSplit<float, ScalarOps>.Unzip(ref first, ref re.First, ref im.First, plan.ComplexLength);
        }

        bool swapped = Transform(ref re.First, ref im.First, ref otherRe.First, ref otherIm.First);
        ref float resultRe = ref swapped ? ref otherRe.First : ref re.First;
        ref float resultIm = ref swapped ? ref otherIm.First : ref im.First;
        if (plan.ComplexLength / 2 >= TOps.Width)
        {
            RealSplit<TVector, TOps>.Join(plan, ref resultRe, ref resultIm, ref outRe, ref outIm);
        }
        else
        {
            RealSplit<float, ScalarOps>.Join(plan, ref resultRe, ref resultIm, ref outRe, ref outIm);
        }
    }

    public override void Inverse(ref float inRe, ref float inIm, Span<float> samples)
    {
        if (plan.ComplexLength / 2 >= TOps.Width)
        {
            RealSplit<TVector, TOps>.Part(plan, ref inRe, ref inIm, ref re.First, ref im.First);
        }
        else
        {
            RealSplit<float, ScalarOps>.Part(plan, ref inRe, ref inIm, ref re.First, ref im.First);
        }

        // The inverse is the forward transform with the two parts changing places before and after.
        bool swapped = Transform(ref im.First, ref re.First, ref otherIm.First, ref otherRe.First);
        ref float resultRe = ref swapped ? ref otherRe.First : ref re.First;
        ref float resultIm = ref swapped ? ref otherIm.First : ref im.First;
        ref float first = ref MemoryMarshal.GetReference(samples);
        float gain = 1f / plan.ComplexLength;
        if (plan.ComplexLength >= TOps.Width)
        {
            RealSplit<TVector, TOps>.Zip(ref resultRe, ref resultIm, ref first, plan.ComplexLength, gain);
        }
        else
        {
            RealSplit<float, ScalarOps>.Zip(ref resultRe, ref resultIm, ref first, plan.ComplexLength, gain);
        }
    }

    /// <summary>All passes, to and fro between the two pairs of arrays; true when the result is in the second pair.</summary>
    private bool Transform(ref float aRe, ref float aIm, ref float bRe, ref float bIm)
    {
        bool inSecond = false;
        foreach (FftStage stage in plan.Stages)
        {
            if (inSecond)
            {
                Pass(stage, ref bRe, ref bIm, ref aRe, ref aIm);
            }
            else
            {
                Pass(stage, ref aRe, ref aIm, ref bRe, ref bIm);
            }

            inSecond = !inSecond;
        }

        if (plan.LastRadix == 1)
        {
            return inSecond;
        }

        if (inSecond)
        {
            LastPass(ref bRe, ref bIm, ref aRe, ref aIm);
        }
        else
        {
            LastPass(ref aRe, ref aIm, ref bRe, ref bIm);
        }

        return !inSecond;
    }

    private static void Pass(FftStage stage, ref float fromRe, ref float fromIm, ref float toRe, ref float toIm)
    {
        if (stage.Stride == 1 && stage.Quarter >= TOps.Width)
        {
            StockhamPasses<TVector, TOps>.First(stage, ref fromRe, ref fromIm, ref toRe, ref toIm);
        }
        else if (TOps.Width > 1 && stage.Stride == 4 && stage.TableLength >= TOps.Width)
        {
            StockhamPasses<TVector, TOps>.Second(stage, ref fromRe, ref fromIm, ref toRe, ref toIm);
        }
        else if (stage.Stride >= TOps.Width)
        {
            StockhamPasses<TVector, TOps>.Wide(stage, ref fromRe, ref fromIm, ref toRe, ref toIm);
        }
        else
        {
            StockhamPasses<float, ScalarOps>.Wide(stage, ref fromRe, ref fromIm, ref toRe, ref toIm);
        }
    }

    private void LastPass(ref float fromRe, ref float fromIm, ref float toRe, ref float toIm)
    {
        int stride = plan.LastStride;
        bool wide = stride >= TOps.Width;
        if (plan.LastRadix == 4 && wide)
        {
            StockhamPasses<TVector, TOps>.LastOfFour(stride, ref fromRe, ref fromIm, ref toRe, ref toIm);
        }
        else if (plan.LastRadix == 4)
        {
            StockhamPasses<float, ScalarOps>.LastOfFour(stride, ref fromRe, ref fromIm, ref toRe, ref toIm);
        }
        else if (wide)
        {
            StockhamPasses<TVector, TOps>.LastOfTwo(stride, ref fromRe, ref toRe);
            StockhamPasses<TVector, TOps>.LastOfTwo(stride, ref fromIm, ref toIm);
        }
        else
        {
            StockhamPasses<float, ScalarOps>.LastOfTwo(stride, ref fromRe, ref toRe);
            StockhamPasses<float, ScalarOps>.LastOfTwo(stride, ref fromIm, ref toIm);
        }
    }
}
