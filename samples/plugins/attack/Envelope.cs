using AudioSampler.Plugins.Contract;

namespace Attack;

/// <summary>The level of a signal over time: RMS over 10 ms, every 2.5 ms. It is read in blocks, so that a region of hours needs no more memory.</summary>
internal sealed class Envelope(ISignal signal)
{
    private const double HopSeconds = 0.0025;
    private const int HopsPerWindow = 4;
    private const int HopsPerBlock = 256;

    /// <summary>Start of the region, in seconds from the start of the file.</summary>
    public double StartSeconds => signal.StartSeconds;

    /// <summary>Length of the region, in seconds.</summary>
    public double LengthSeconds => (double)signal.Length / signal.SampleRate;

    /// <summary>The levels, each with the middle of its window in seconds from the start of the region.</summary>
    public IEnumerable<(double Seconds, double Level)> Read(CancellationToken cancellationToken)
    {
        int hop = Math.Max(1, (int)Math.Round(HopSeconds * signal.SampleRate));
        float[] block = new float[hop * HopsPerBlock];
        double[] energies = new double[HopsPerWindow];
        long hops = 0;
        for (long offset = 0; offset < signal.Length; offset += block.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = signal.Read(offset, block);
            for (int start = 0; start < read; start += hop, hops++)
            {
                energies[hops % HopsPerWindow] = Energy(block.AsSpan(start, Math.Min(hop, read - start)));
                double windowStart = Math.Max(0, hops + 1 - HopsPerWindow) * hop;
                double windowEnd = Math.Min(signal.Length, (hops + 1) * hop);
                double level = Math.Sqrt(energies.Sum() / (HopsPerWindow * hop));
                yield return ((windowStart + windowEnd) / 2 / signal.SampleRate, level);
            }
        }
    }

    private static double Energy(ReadOnlySpan<float> samples)
    {
        double sum = 0;
        foreach (float sample in samples)
        {
            sum += sample * (double)sample;
        }

        return sum;
    }
}
