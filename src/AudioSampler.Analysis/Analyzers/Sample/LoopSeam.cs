using System.Numerics.Tensors;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Analyzers.Sample;

/// <summary>Where a loop that is a whole recording best begins: at the rising zero crossing to which its end leads on with the smallest step.</summary>
/// <param name="Start">First sample.</param>
/// <param name="Cost">Step from the last sample to the first, against four times the level around the seam; 0…1, and 0 for silence.</param>
internal sealed record LoopSeam(long Start, double Cost)
{
    /// <summary>How far the start may be moved, in seconds.</summary>
    private const double ReachSeconds = 0.012;

    private const float SilentLevel = 1e-6f;

    /// <summary>Finds the seam of a signal that is played in a circle; the first sample is the start where there is no crossing near it.</summary>
    public static LoopSeam Find(ISignal signal)
    {
        int reach = (int)Math.Min(ReachSeconds * signal.SampleRate, signal.Length);
        float[] head = new float[reach];
        float[] tail = new float[reach];
        SignalFrame.Read(signal, 0, head);
        SignalFrame.Read(signal, signal.Length - reach, tail);
        float level = MathF.Sqrt(
            (TensorPrimitives.SumOfSquares<float>(head) + TensorPrimitives.SumOfSquares<float>(tail)) / Math.Max(1, 2 * reach)
        );
        if (!(level > SilentLevel))
        {
            return new LoopSeam(0, 0);
        }

        var best = new LoopSeam(0, CostAt(0));
        for (int at = 1; at < reach; at++)
        {
            if (head[at - 1] <= 0 && head[at] >= 0 && CostAt(at) < best.Cost)
            {
                best = new LoopSeam(at, CostAt(at));
            }
        }

        return best;

        double CostAt(int start) => Math.Min(1, Math.Abs(head[start] - tail[^1]) / (4 * level));
    }
}
