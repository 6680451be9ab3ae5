using System.Diagnostics;
using AudioSampler.Audio.Regions;
using AudioSampler.Audio.Waveform;
using AudioSampler.Dsp.Levels;
using AudioSampler.Dsp.Loudness;
using AudioSampler.Dsp.Resampling;

namespace AudioSampler.Bench;

/// <summary>CPU time of each stage of the decode pass, for 30 minutes of stereo at 44.1 kHz: a bass with decaying bursts of noise over it.</summary>
internal static class MetersCommand
{
    private const int Rate = 44_100;
    private const int Frames = 4096;
    private const double ReportedSeconds = 1800;

    public static int Run(string[] arguments)
    {
        double seconds = arguments.Length > 0 ? double.Parse(arguments[0]) : 180;
        int blocks = (int)(seconds * Rate / Frames);
        float[][] signal = Signal(32);
        var block = new PlanarBlock(2, Frames);

        Report("planar block", blocks, i => block.Load(signal[i % signal.Length]));
        var levels = new LevelMeter(Rate, 2, seconds);
        Report("levels and quality", blocks, i => levels.Process(block));
        var loudness = new LoudnessMeter(Rate, ChannelWeights.For(2), seconds);
        Report("loudness and true peak", blocks, i => loudness.Process(block), () => block.Load(signal[3]));
        string path = Path.Combine(Path.GetTempPath(), $"ais-bench-{Environment.ProcessId}.aiswave");
        using (var waveform = new WaveformWriter(path, Rate, 2))
        {
            Report("waveform", blocks, i => waveform.Process(block));
        }

        File.Delete(path);
        foreach (int rate in new[] { 22_050, 32_000 })
        {
            var resampler = new PolyphaseResampler(Rate, rate);
            float[] output = new float[resampler.LargestOutput(Frames)];
            float[] input = block.Channel(0).ToArray();
            Report($"resampler to {rate} Hz, mono", blocks, i => resampler.Process(input, output));
        }

        LevelSeries series = levels.Complete().Levels;
        Report("regions", 1, _ => SilenceDetector.Find(series, new SilenceOptions()), share: series.DurationSeconds / ReportedSeconds);
        return 0;

        void Report(string stage, int count, Action<int> work, Action? before = null, double? share = null)
        {
            before?.Invoke();
            work(0);
            using var process = Process.GetCurrentProcess();
            TimeSpan start = process.UserProcessorTime;
            for (int i = 0; i < count; i++)
            {
                work(i);
            }

            process.Refresh();
            double used = (process.UserProcessorTime - start).TotalSeconds;
            double measured = share ?? ((double)count * Frames / Rate / ReportedSeconds);
            Console.WriteLine($"{stage, -32} {used / measured, 6:F3} CPU s per 30 minutes");
        }
    }

    private static float[][] Signal(int blocks)
    {
        var random = new Random(1);
        float[][] signal = new float[blocks][];
        for (int b = 0; b < blocks; b++)
        {
            signal[b] = new float[2 * Frames];
            for (int i = 0; i < signal[b].Length; i++)
            {
                int frame = (b * Frames) + (i / 2);
                double burst = Math.Exp(-(frame % 20_000) / 5000.0);
                signal[b][i] = (float)((0.4 * Math.Sin(2 * Math.PI * 60 * frame / Rate)) + (burst * 0.3 * ((2 * random.NextDouble()) - 1)));
            }
        }

        return signal;
    }
}
