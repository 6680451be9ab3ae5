using System.Numerics.Tensors;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Analyzers.Sample;

/// <summary>Looks for the best start and end of a loop of a given length: where the sound after the end would go on as it does at the start.</summary>
internal static class LoopSeam
{
    /// <summary>How far start and end may be moved, in seconds.</summary>
    private const double ReachSeconds = 0.012;

    /// <summary>What is compared around a seam, in seconds.</summary>
    private const double WindowSeconds = 0.01;

    /// <summary>Most zero crossings tried.</summary>
    private const int MostCrossings = 24;

    /// <summary>Where a loop is cut, and what it costs.</summary>
    /// <param name="Start">First sample.</param>
    /// <param name="End">Sample after the last.</param>
    /// <param name="Cost">0 when the seam can't be told from what is there without it, 1 when the sounds have nothing in common.</param>
    internal sealed record Seam(long Start, long End, double Cost);

    /// <summary>Finds the seam.</summary>
    /// <param name="signal">The region.</param>
    /// <param name="start">Sample near which the loop begins.</param>
    /// <param name="end">Sample near which it ends.</param>
    /// <param name="fixedEnd">Whether the end is that of the recording, so that nothing after it can be compared.</param>
    public static Seam Find(ISignal signal, long start, long end, bool fixedEnd)
    {
        int window = (int)(WindowSeconds * signal.SampleRate);
        int reach = (int)(ReachSeconds * signal.SampleRate);
        float[] head = Around(signal, start, reach + window);
        float[] tail = Around(signal, end, reach + window);
        int middle = reach + window;
        float level = MathF.Sqrt(
            (TensorPrimitives.SumOfSquares<float>(head) + TensorPrimitives.SumOfSquares<float>(tail)) / (head.Length + tail.Length)
        );
        var best = new Seam(start, end, 1);
        if (!(level > 1e-6f))
        {
            return best with { Cost = 0 };
        }

        foreach (int crossing in Crossings(head, middle, reach))
        {
            for (int at = fixedEnd ? middle : middle - reach; at <= (fixedEnd ? middle : middle + reach); at++)
            {
                long from = start + crossing - middle;
                long to = end + at - middle;
                if (from < 0 || to > signal.Length || (!fixedEnd && !Rises(tail, at)))
                {
                    continue;
                }

                double cost = Cost(head, crossing, tail, at, window, fixedEnd, level);
                if (cost < best.Cost)
                {
                    best = new Seam(from, to, cost);
                }
            }
        }

        return best;
    }

    /// <summary>Mean difference on both sides of the seam, against twice the power that is there: what comes before the end and before the start, what comes after them, and the step between.</summary>
    private static double Cost(float[] head, int start, float[] tail, int end, int window, bool fixedEnd, float level)
    {
        double step = Math.Min(1, Math.Abs(head[start] - (end > 0 ? tail[end - 1] : 0)) / (4 * level));
        if (fixedEnd)
        {
            return step;
        }

        double difference = 0;
        double power = 1e-9;
        for (int i = -window; i < window; i++)
        {
            float a = head[start + i];
            float b = tail[end + i];
            difference += (a - b) * (a - b);
            power += (a * a) + (b * b);
        }

        return Math.Min(1, 0.5 * ((difference / power) + step));
    }

    /// <summary>Rising zero crossings, nearest to the middle first; the middle itself where there is none.</summary>
    private static int[] Crossings(float[] values, int middle, int reach)
    {
        int[] rising =
        [
            .. Enumerable
                .Range(middle - reach, (2 * reach) + 1)
                .Where(i => Rises(values, i))
                .OrderBy(i => Math.Abs(i - middle))
                .Take(MostCrossings),
        ];
        return rising.Length > 0 ? rising : [middle];
    }

    private static bool Rises(float[] values, int at) => values[at - 1] <= 0 && values[at] >= 0;

    private static float[] Around(ISignal signal, long centre, int reach)
    {
        float[] around = new float[(2 * reach) + 1];
        long from = centre - reach;
        int before = (int)Math.Clamp(-from, 0, around.Length);
        if (from + before < signal.Length)
        {
            signal.Read(from + before, around.AsSpan(before));
        }

        foreach (ref float sample in around.AsSpan())
        {
            sample = float.IsFinite(sample) ? sample : 0;
        }

        return around;
    }
}
