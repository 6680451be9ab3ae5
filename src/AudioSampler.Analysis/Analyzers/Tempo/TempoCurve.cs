using System.Collections.Immutable;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>The tempo over time from beats, and the one tempo that stands for all of it.</summary>
/// <param name="Bpm">By regression over all beats when the tempo is steady, else the median over time.</param>
/// <param name="Stable">Whether the tempo around nearly every beat is within 4 % of the median.</param>
/// <param name="Points">Tempo around every fourth beat.</param>
internal sealed record TempoCurve(double Bpm, bool Stable, ImmutableArray<TempoPoint> Points)
{
    private const int Reach = 4;
    private const double Tolerance = 0.04;
    private const double StableShare = 0.9;
    private const double MostResidualSeconds = 0.05;

    /// <summary>Makes the curve.</summary>
    /// <param name="beats">At least two times in seconds, rising.</param>
    public static TempoCurve Of(ReadOnlySpan<double> beats)
    {
        double[] local = new double[beats.Length];
        for (int b = 0; b < beats.Length; b++)
        {
            int first = Math.Max(0, Math.Min(b - Reach, beats.Length - 1 - (2 * Reach)));
            int last = Math.Min(beats.Length - 1, Math.Max(b + Reach, 2 * Reach));
            local[b] = 60 / Line(beats[first..(last + 1)]).Interval;
        }

        double[] sorted = [.. local];
        Array.Sort(sorted);
        double median = sorted[sorted.Length / 2];
        int near = local.Count(bpm => Math.Abs((bpm / median) - 1) <= Tolerance);
        bool stable = near >= StableShare * local.Length;
        (double interval, double residual) = Line(beats);
        double overall = 60 / interval;
        bool oneGrid = residual < MostResidualSeconds && Math.Abs((overall / median) - 1) < Tolerance;
        var points = ImmutableArray.CreateBuilder<TempoPoint>();
        for (int b = 0; b < local.Length; b += Reach)
        {
            points.Add(new TempoPoint(Math.Round(beats[b], 3), Math.Round(local[b], 2)));
        }

        return new TempoCurve(stable && oneGrid ? overall : median, stable, points.ToImmutable());
    }

    // Least squares of time against the number of the beat; the residual is the root mean square.
    private static (double Interval, double Residual) Line(ReadOnlySpan<double> beats)
    {
        double meanIndex = (beats.Length - 1) / 2.0;
        double meanTime = 0;
        foreach (double time in beats)
        {
            meanTime += time / beats.Length;
        }

        double product = 0;
        double square = 0;
        for (int b = 0; b < beats.Length; b++)
        {
            product += (b - meanIndex) * (beats[b] - meanTime);
            square += (b - meanIndex) * (b - meanIndex);
        }

        double interval = square > 0 ? product / square : 1;
        double error = 0;
        for (int b = 0; b < beats.Length; b++)
        {
            double miss = beats[b] - meanTime - (interval * (b - meanIndex));
            error += miss * miss / beats.Length;
        }

        return (interval, Math.Sqrt(error));
    }
}
