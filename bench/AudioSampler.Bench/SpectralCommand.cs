using System.Diagnostics;
using AudioSampler.Dsp.Cepstrum;
using AudioSampler.Dsp.Mel;
using AudioSampler.Dsp.Separation;
using AudioSampler.Dsp.Spectral;
using AudioSampler.Dsp.Stft;

namespace AudioSampler.Bench;

/// <summary>Times each step of the spectral analysis of a frame: 22.05 kHz, 2048 samples, hop 512, 128 mel bands.</summary>
internal static class SpectralCommand
{
    private const int Rate = 22050;
    private const int Rounds = 1001;
    private const int FramesPerRound = 20;
    private const double FramesPerHalfHour = 1800.0 * Rate / 512;

    public static int Run(string[] args)
    {
        var grid = new StftOptions();
        var transform = new ShortTimeFourier(grid);
        var bank = new MelFilterbank(new MelOptions { SampleRate = Rate });
        var mfcc = new Mfcc(bank);
        var shape = new SpectralShapeMeter(Rate, grid.FftLength);
        var contrast = new SpectralContrast(Rate, grid.FftLength);
        var flux = new SpectralFlux(transform.BinCount);
        var split = new HarmonicPercussive(transform.BinCount);

        float[] samples = new float[grid.HopSamples];
        var random = new Random(1);
        foreach (ref float sample in samples.AsSpan())
        {
            sample = random.NextSingle() - 0.5f;
        }

        float[] power = new float[transform.BinCount];
        float[] magnitude = new float[transform.BinCount];
        float[] mask = new float[transform.BinCount];
        float[] bands = new float[bank.BandCount];
        float[] coefficients = new float[mfcc.CoefficientCount];
        float[] contrasts = new float[contrast.BandCount];
        Console.WriteLine("step            us a frame   s for 30 min");
        Report(
            "power spectrum",
            () =>
            {
                transform.Push(samples);
                transform.TryReadPower(power);
            }
        );
        Report("mel", () => bank.Apply(power, bands));
        Report("mel, dB, MFCC", () => mfcc.FromPower(power, coefficients));
        Report("shape", () => shape.TryMeasure(power, out _));
        Report("contrast", () => contrast.Measure(power, contrasts));
        Report("flux", () => flux.Next(power));
        Report(
            "split",
            () =>
            {
                split.Push(power);
                split.TryRead(magnitude, mask);
            }
        );
        return 0;
    }

    private static void Report(string step, Action frame)
    {
        double[] rounds = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < FramesPerRound; i++)
            {
                frame();
            }

            rounds[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / FramesPerRound;
        }

        Array.Sort(rounds);
        double median = rounds[Rounds / 2];
        Console.WriteLine($"{step, -15} {median, 10:F2} {median * FramesPerHalfHour / 1e6, 14:F2}");
    }
}
