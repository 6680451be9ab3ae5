using System.Numerics.Tensors;

namespace AudioSampler.Analysis.Analyzers.Chords;

/// <summary>The likeliest course of chords through the steps (a hidden Markov model in which all changes are alike), and how sure each step of it is.</summary>
internal sealed class ChordPath
{
    /// <summary>What a change costs at a step of half a second, in log probability: chosen on held-out songs among 1 to 6.</summary>
    private const double Change = 2;

    /// <summary>Steps beside each other hear the same: as independent evidence they would make the posterior too sure, so they count less there (held-out songs).</summary>
    private const float EvidenceShare = 0.6f;

    private const double UsualStep = 0.5;
    private const double ShortestStep = 0.05;

    private readonly float[] _scores;
    private readonly double[] _jump;
    private readonly int _count;

    private ChordPath(float[] scores, ReadOnlySpan<double> bounds)
    {
        _scores = scores;
        _count = bounds.Length - 1;
        _jump = new double[_count];
        for (int step = 0; step < _count; step++)
        {
            // The longer a step, the likelier a change.
            _jump[step] = -Change + Math.Log(Math.Max(bounds[step + 1] - bounds[step], ShortestStep) / UsualStep);
        }
    }

    /// <summary>Decodes steps.</summary>
    /// <param name="scores">Log probabilities, [steps x 73].</param>
    /// <param name="bounds">Bounds of the steps, in seconds.</param>
    /// <returns>The chord of each step, and its posterior probability.</returns>
    public static (int[] Chords, float[] Posteriors) Decode(float[] scores, ReadOnlySpan<double> bounds)
    {
        var path = new ChordPath(scores, bounds);
        int[] chords = path.Viterbi();
        return (chords, path.Posteriors(chords));
    }

    private int[] Viterbi()
    {
        byte[] from = new byte[_scores.Length];
        double[] total = new double[Chord.Count];
        for (int step = 0; step < _count; step++)
        {
            ReadOnlySpan<float> row = Row(step);
            int best = IndexOfLargest(total);
            double changed = total[best] + _jump[step];
            for (int chord = 0; chord < Chord.Count; chord++)
            {
                bool stays = step == 0 || total[chord] >= changed;
                from[(step * Chord.Count) + chord] = (byte)(stays ? chord : best);
                total[chord] = (stays ? total[chord] : changed) + row[chord];
            }
        }

        int[] path = new int[_count];
        int at = IndexOfLargest(total);
        for (int step = _count - 1; step >= 0; step--)
        {
            path[step] = at;
            at = from[(step * Chord.Count) + at];
        }

        return path;
    }

    /// <summary>Forward-backward (Rabiner 1989), scaled at each step.</summary>
    private float[] Posteriors(int[] path)
    {
        float[] forward = new float[_scores.Length];
        float[] emission = new float[Chord.Count];
        float[] before = new float[Chord.Count];
        for (int step = 0; step < _count; step++)
        {
            Span<float> here = forward.AsSpan(step * Chord.Count, Chord.Count);
            Emit(step, emission);
            Spread(step == 0 ? null : before, Jump(step), here);
            TensorPrimitives.Multiply(here, emission, here);
            TensorPrimitives.Divide(here, TensorPrimitives.Sum<float>(here), here);
            here.CopyTo(before);
        }

        float[] posteriors = new float[_count];
        float[] backward = new float[Chord.Count];
        float[] product = new float[Chord.Count];
        Array.Fill(backward, 1f);
        for (int step = _count - 1; step >= 0; step--)
        {
            ReadOnlySpan<float> here = forward.AsSpan(step * Chord.Count, Chord.Count);
            TensorPrimitives.Multiply(here, backward, product);
            posteriors[step] = product[path[step]] / TensorPrimitives.Sum<float>(product);
            if (step > 0)
            {
                Emit(step, emission);
                TensorPrimitives.Multiply(backward, emission, product);
                Spread(product, Jump(step), backward);
                TensorPrimitives.Divide(backward, TensorPrimitives.Max<float>(backward), backward);
            }
        }

        return posteriors;
    }

    /// <summary>One step of the chain: probabilities stay, or go to any chord alike; equal ones where there is nothing before.</summary>
    private static void Spread(ReadOnlySpan<float> probabilities, float jump, Span<float> result)
    {
        if (probabilities.IsEmpty)
        {
            result.Fill(1f / Chord.Count);
            return;
        }

        float all = jump * TensorPrimitives.Sum(probabilities);
        TensorPrimitives.Multiply(probabilities, 1 - (Chord.Count * jump), result);
        TensorPrimitives.Add(result, all, result);
    }

    /// <summary>Probability to go to one other chord.</summary>
    private float Jump(int step)
    {
        double jump = Math.Exp(_jump[step]);
        return (float)(jump / (1 + (jump * (Chord.Count - 1))));
    }

    private void Emit(int step, Span<float> emission)
    {
        ReadOnlySpan<float> row = Row(step);
        TensorPrimitives.Subtract(row, TensorPrimitives.Max(row), emission);
        TensorPrimitives.Multiply(emission, EvidenceShare, emission);
        TensorPrimitives.Exp(emission, emission);
    }

    private ReadOnlySpan<float> Row(int step) => _scores.AsSpan(step * Chord.Count, Chord.Count);

    private static int IndexOfLargest(double[] values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
