using AudioSampler.Analysis.Artifacts;

namespace AudioSampler.Analysis.Analyzers.Content;

/// <summary>
/// How different the sound after a moment is from the sound before: the gain in likelihood, per block and dimension, of two Gaussians
/// with diagonal covariance over one. Reference: S. Chen and P. Gopalakrishnan, "Speaker, environment and channel change detection and
/// clustering via the Bayesian information criterion", DARPA Broadcast News Workshop, 1998.
/// </summary>
internal sealed class Novelty
{
    /// <summary>Blocks looked at on either side: 2 s.</summary>
    public const int Reach = 22;

    private const int Fewest = 4;
    private const int Dimensions = FeatureLayout.MfccCount + 4;
    private readonly FeatureSeries _series;
    private readonly double[] _left = new double[2 * Dimensions];
    private readonly double[] _right = new double[2 * Dimensions];
    private readonly double[] _values = new double[Dimensions];

    private Novelty(FeatureSeries series) => _series = series;

    /// <summary>Measures the novelty at the start of each block of a stretch.</summary>
    /// <param name="series">The features of the region.</param>
    /// <param name="first">First block.</param>
    /// <param name="count">Number of blocks.</param>
    /// <returns>[count] values of 0 or more; 0 near the ends, where there is too little to compare.</returns>
    public static float[] Measure(FeatureSeries series, int first, int count) => new Novelty(series).Curve(first, count);

    private float[] Curve(int first, int count)
    {
        float[] curve = new float[count];
        int leftStart = 0;
        int rightEnd = 0;
        for (int at = Fewest; at <= count - Fewest; at++)
        {
            // Both windows slide with the moment: what enters is added, what leaves is taken away.
            if (at == Fewest)
            {
                for (int i = 0; i < at; i++)
                {
                    Add(_left, first + i, 1);
                }

                rightEnd = at;
            }
            else
            {
                Add(_left, first + at - 1, 1);
                Add(_right, first + at - 1, -1);
            }

            for (; leftStart < at - Reach; leftStart++)
            {
                Add(_left, first + leftStart, -1);
            }

            for (; rightEnd < Math.Min(count, at + Reach); rightEnd++)
            {
                Add(_right, first + rightEnd, 1);
            }

            curve[at] = (float)Gain(at - leftStart, rightEnd - at);
        }

        return curve;
    }

    private void Add(double[] sums, int block, int sign)
    {
        Describe(block);
        for (int d = 0; d < Dimensions; d++)
        {
            sums[d] += sign * _values[d];
            sums[Dimensions + d] += sign * _values[d] * _values[d];
        }
    }

    /// <summary>The block in units of about the spread that each value has within one steady sound.</summary>
    private void Describe(int block)
    {
        ReadOnlySpan<float> values = _series.Block(block);
        for (int i = 0; i < FeatureLayout.MfccCount; i++)
        {
            _values[i] = values[FeatureLayout.Mfcc + i] / (i < 2 ? 20 : 10);
        }

        _values[^4] = Math.Max(-80, _series.LevelDb(block)) / 8;
        _values[^3] = values[FeatureLayout.Flatness] / 5;
        _values[^2] = (values[FeatureLayout.Crests] + values[FeatureLayout.Crests + 1] + values[FeatureLayout.Crests + 2]) / 9;
        _values[^1] = (values[FeatureLayout.PitchStrengths] + values[FeatureLayout.PitchStrengths + 1]) * 2;
    }

    private double Gain(int leftCount, int rightCount)
    {
        double gain = 0;
        int all = leftCount + rightCount;
        for (int d = 0; d < Dimensions; d++)
        {
            double left = Variance(_left[d], _left[Dimensions + d], leftCount);
            double right = Variance(_right[d], _right[Dimensions + d], rightCount);
            double both = Variance(_left[d] + _right[d], _left[Dimensions + d] + _right[Dimensions + d], all);
            gain += (all * Math.Log(both)) - (leftCount * Math.Log(left)) - (rightCount * Math.Log(right));
        }

        // A short side is a weak witness: the gain is per block of two full windows.
        return Math.Max(0, gain / (2 * Reach * Dimensions));
    }

    private static double Variance(double sum, double squares, int count)
    {
        const double Floor = 0.05;
        double mean = sum / count;
        return Floor + Math.Max(0, (squares / count) - (mean * mean));
    }
}
