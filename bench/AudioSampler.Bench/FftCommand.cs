using System.Diagnostics;
using System.Globalization;
using AudioSampler.Dsp.Fft;

namespace AudioSampler.Bench;

/// <summary>Times <see cref="RealFft"/> and FFTW in turns, so that other work on the machine hits both alike.</summary>
/// <remarks>A round is a fraction of a time slice: most rounds are then not interrupted, and the median is of those.</remarks>
internal static class FftCommand
{
    private const int WarmUpRounds = 20;
    private const int CallsPerRound = 200;

    public static int Run(string[] args)
    {
        int length = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2048;
        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2001;
        float[] samples = new float[length];
        var random = new Random(1);
        for (int i = 0; i < length; i++)
        {
            samples[i] = (2 * random.NextSingle()) - 1;
        }

        var fft = new RealFft(length);
        float[] re = new float[fft.BinCount];
        float[] im = new float[fft.BinCount];
        Fftw? fftw = Fftw.TryMake(length);
        if (fftw is not null)
        {
            fft.Forward(samples, re, im);
            samples.CopyTo(fftw.Input);
            fftw.Execute();
            Console.WriteLine($"largest difference from FFTW: {LargestDifference(re, im, fftw.Output):G2} of the largest bin");
        }

        double[] ours = new double[rounds];
        double[] theirs = new double[rounds];
        for (int round = -WarmUpRounds; round < rounds; round++)
        {
            double ourMicroseconds = Time(() => fft.Forward(samples, re, im));
            double theirMicroseconds = fftw is null ? double.NaN : Time(fftw.Execute);
            if (round >= 0)
            {
                ours[round] = ourMicroseconds;
                theirs[round] = theirMicroseconds;
            }
        }

        Console.WriteLine($"RealFft({length}): median {Median(ours):F2} us, best {ours.Min():F2} us, {rounds} rounds of {CallsPerRound}");
        if (fftw is null)
        {
            Console.WriteLine("libfftw3f.so.3 is not installed: no ratio");
            return 0;
        }

        Console.WriteLine($"FFTW 3 float, samples already in its buffer: median {Median(theirs):F2} us, best {theirs.Min():F2} us");
        Console.WriteLine($"ratio of medians {Median(ours) / Median(theirs):F2}, of bests {ours.Min() / theirs.Min():F2}");
        return 0;
    }

    private static double Time(Action call)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < CallsPerRound; i++)
        {
            call();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / CallsPerRound;
    }

    private static double LargestDifference(float[] re, float[] im, ReadOnlySpan<float> interleaved)
    {
        double difference = 0;
        double largest = 0;
        for (int k = 0; k < re.Length; k++)
        {
            difference = Math.Max(difference, Math.Abs(re[k] - interleaved[2 * k]));
            difference = Math.Max(difference, Math.Abs(im[k] - interleaved[(2 * k) + 1]));
            largest = Math.Max(largest, Math.Max(Math.Abs(re[k]), Math.Abs(im[k])));
        }

        return difference / largest;
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
