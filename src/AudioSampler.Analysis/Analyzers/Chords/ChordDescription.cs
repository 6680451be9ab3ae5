using System.Numerics.Tensors;
using AudioSampler.Dsp.Tonal;

namespace AudioSampler.Analysis.Analyzers.Chords;

/// <summary>Chroma of steps, as the chord network reads it: the shape of bass and treble of the step and of two on both sides, and how much sounds in it.</summary>
internal sealed class ChordDescription
{
    /// <summary>Steps on both sides.</summary>
    public const int Reach = 2;

    /// <summary>Numbers for a root.</summary>
    public const int Width = (((2 * Reach) + 1) * ChromaFrames.Width) + 2;

    private const int PitchClasses = 12;
    private const float LeastStrength = 1e-3f;
    private const float LeastNorm = 1e-6f;

    private readonly float[] _shapes;
    private readonly float[] _levels;

    private ChordDescription(float[] shapes, float[] levels)
    {
        _shapes = shapes;
        _levels = levels;
    }

    /// <summary>Number of steps.</summary>
    public int Count => _levels.Length / 2;

    /// <summary>Describes steps.</summary>
    /// <param name="frames">Chroma of the region.</param>
    /// <param name="bounds">Bounds of the steps, in seconds from its start.</param>
    public static ChordDescription Of(ChromaFrames frames, ReadOnlySpan<double> bounds)
    {
        int steps = bounds.Length - 1;
        float[] shapes = new float[steps * ChromaFrames.Width];
        float[] levels = new float[2 * steps];
        for (int step = 0; step < steps; step++)
        {
            Span<float> shape = shapes.AsSpan(step * ChromaFrames.Width, ChromaFrames.Width);
            Mean(frames, bounds[step], bounds[step + 1], shape);
            for (int half = 0; half < 2; half++)
            {
                Span<float> part = shape.Slice(half * PitchClasses, PitchClasses);
                float sum = TensorPrimitives.Sum<float>(part);
                levels[(2 * step) + half] = MathF.Log(1 + sum);
                if (sum < LeastStrength)
                {
                    part.Clear();
                    continue;
                }

                TensorPrimitives.Subtract(part, sum / PitchClasses, part);
                TensorPrimitives.Divide(part, MathF.Max(TensorPrimitives.Norm<float>(part), LeastNorm), part);
            }
        }

        return new ChordDescription(shapes, levels);
    }

    /// <summary>Describes a step from a root on.</summary>
    /// <param name="step">The step.</param>
    /// <param name="root">The pitch class that comes first, C is 0.</param>
    /// <param name="description">Result, [<see cref="Width"/>].</param>
    public void Read(int step, int root, Span<float> description)
    {
        int at = 0;
        for (int neighbour = step - Reach; neighbour <= step + Reach; neighbour++)
        {
            for (int half = 0; half < 2; half++, at += PitchClasses)
            {
                Span<float> target = description.Slice(at, PitchClasses);
                if (neighbour < 0 || neighbour >= Count)
                {
                    target.Clear();
                    continue;
                }

                ReadOnlySpan<float> shape = _shapes.AsSpan((neighbour * ChromaFrames.Width) + (half * PitchClasses), PitchClasses);
                shape[root..].CopyTo(target);
                shape[..root].CopyTo(target[(PitchClasses - root)..]);
            }
        }

        _levels.AsSpan(2 * step, 2).CopyTo(description[at..]);
    }

    /// <summary>Mean chroma of a stretch. A frame is two hops long and speaks for the hop around its middle.</summary>
    private static void Mean(ChromaFrames frames, double start, double end, Span<float> mean)
    {
        int count = frames.FrameVectors.Length / ChromaFrames.Width;
        double from = Math.Clamp((start / frames.FrameSeconds) - 0.5, 0, count);
        double to = Math.Clamp((end / frames.FrameSeconds) - 0.5, 0, count);
        mean.Clear();
        if (!(to > from))
        {
            return;
        }

        for (int frame = (int)from; frame < count && frame < to; frame++)
        {
            float share = (float)((Math.Min(to, frame + 1) - Math.Max(from, frame)) / (to - from));
            TensorPrimitives.MultiplyAdd(frames.FrameVectors.AsSpan(frame * ChromaFrames.Width, ChromaFrames.Width), share, mean, mean);
        }
    }
}
