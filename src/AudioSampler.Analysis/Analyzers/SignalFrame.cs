using System.Numerics.Tensors;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Analyzers;

/// <summary>Frames of a signal that may reach beyond its ends.</summary>
internal static class SignalFrame
{
    /// <summary>Samples beyond ±this are cut off: their squares are still finite.</summary>
    private const float Largest = 64;

    /// <summary>Fills a frame: before and after the signal is silence, and what is no number is 0.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="offset">Sample of the signal at which the frame begins; may lie outside of it.</param>
    /// <param name="frame">Filled.</param>
    public static void Read(ISignal signal, long offset, Span<float> frame)
    {
        int before = (int)Math.Clamp(-offset, 0, frame.Length);
        frame[..before].Clear();
        int read = offset + before < signal.Length ? signal.Read(offset + before, frame[before..]) : 0;
        frame[(before + read)..].Clear();
        if (!float.IsFinite(TensorPrimitives.SumOfSquares<float>(frame)))
        {
            foreach (ref float sample in frame)
            {
                sample = float.IsFinite(sample) ? Math.Clamp(sample, -Largest, Largest) : 0;
            }
        }
    }
}
