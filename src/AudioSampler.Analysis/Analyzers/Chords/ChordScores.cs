using System.Numerics.Tensors;
using AudioSampler.Inference.Dense;

namespace AudioSampler.Analysis.Analyzers.Chords;

/// <summary>
/// Scores each step for each chord. One network, the same for all roots, reads a step from a root on and gives the six qualities and a vote for none; the mean vote is the
/// score of none. So a transposed piece gets transposed chords.
/// </summary>
internal static class ChordScores
{
    /// <summary>Log probabilities, [steps x 73].</summary>
    public static float[] Of(ChordDescription description, DenseNetwork network, CancellationToken cancellationToken)
    {
        const int Outputs = Chord.Qualities + 1;
        float[] scores = new float[description.Count * Chord.Count];
        Span<float> inputs = stackalloc float[ChordDescription.Width];
        Span<float> sums = stackalloc float[Outputs];
        for (int step = 0; step < description.Count; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<float> row = scores.AsSpan(step * Chord.Count, Chord.Count);
            float none = 0;
            for (int root = 0; root < 12; root++)
            {
                description.Read(step, root, inputs);
                network.EvaluateSums(inputs, sums);
                sums[..Chord.Qualities].CopyTo(row[(root * Chord.Qualities)..]);
                none += sums[Chord.Qualities] / 12;
            }

            row[Chord.None] = none;
            TensorPrimitives.Divide(row, network.Temperature, row);
            float largest = TensorPrimitives.Max<float>(row);
            double sum = 0;
            foreach (float score in row)
            {
                sum += Math.Exp(score - largest);
            }

            TensorPrimitives.Subtract(row, largest + (float)Math.Log(sum), row);
        }

        return scores;
    }
}
