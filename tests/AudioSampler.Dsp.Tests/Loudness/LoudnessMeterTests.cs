using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using AudioSampler.Dsp.Levels;
using AudioSampler.Dsp.Loudness;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Loudness;

public sealed class LoudnessMeterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Any_cut_into_blocks_gives_the_same_bits(int channels)
    {
        float[][] signal = [.. Enumerable.Range(0, channels).Select(c => TestSignals.Noise(0.73, 22_050, 0.8, c + 1))];
        LoudnessBlocks whole = Metering.Loudness(22_050, signal, block: 100_000);

        foreach (int block in new[] { 1, 17, 2205, 4000 })
        {
            LoudnessBlocks cut = Metering.Loudness(22_050, signal, block: block);
            Assert.Equal(whole.Energies.ToArray(), cut.Energies.ToArray());
            Assert.Equal(whole.TruePeaks.ToArray(), cut.TruePeaks.ToArray());
        }
    }

    [Fact]
    public void Ten_times_the_amplitude_is_twenty_units_louder()
    {
        float[] quiet = TestSignals.Noise(2, 44_100, 0.05);
        float[] loud = Array.ConvertAll(quiet, x => 10 * x);

        Assert.Equal(20, Integrated(44_100, loud)!.Value - Integrated(44_100, quiet)!.Value, 1e-3);
    }

    [Fact]
    public void Shift_by_whole_blocks_shifts_the_series()
    {
        float[] signal = TestSignals.Noise(1, 48_000);
        LoudnessBlocks plain = Metering.Loudness(48_000, [signal]);
        LoudnessBlocks shifted = Metering.Loudness(
            48_000,
            [
                [.. new float[9600], .. signal],
            ]
        );

        Assert.Equal(plain.Energies.ToArray(), shifted.Energies[2..].ToArray());
    }

    [Fact]
    public void Silence_has_no_loudness()
    {
        LoudnessBlocks blocks = Metering.Loudness(44_100, [new float[88_200]]);

        Assert.Null(GatedLoudness.Integrated(blocks.Energies));
        Assert.Null(GatedLoudness.Range(blocks.Energies));
        Assert.Null(GatedLoudness.Largest(blocks.Energies, GatedLoudness.MomentaryBlocks));
        Assert.Null(blocks.TruePeakDbtp);
    }

    [Fact]
    public void One_sample_has_a_true_peak_and_no_loudness()
    {
        LoudnessBlocks blocks = Metering.Loudness(
            44_100,
            [
                [0.5f],
            ]
        );

        Assert.Equal(0, blocks.Count);
        Assert.Equal(-6.02, blocks.TruePeakDbtp!.Value, 0.01);
        Assert.Null(GatedLoudness.Integrated(blocks.Energies));
    }

    [Fact]
    public void Nothing_at_all_has_no_blocks()
    {
        LoudnessBlocks blocks = new LoudnessMeter(44_100, [1]).Complete();

        Assert.Equal(0, blocks.Count);
        Assert.Equal(0, blocks.TruePeaks.Length);
    }

    [Fact]
    public void Last_part_of_a_block_counts_for_the_true_peak_alone()
    {
        float[] signal = new float[4410 + 100];
        signal[4410 + 50] = 0.5f;

        LoudnessBlocks blocks = Metering.Loudness(44_100, [signal]);

        Assert.Equal(1, blocks.Count);
        Assert.Equal([0f, 0.5f], blocks.TruePeaks.ToArray());
    }

    [Fact]
    public void Low_frequency_channel_counts_for_the_true_peak_alone()
    {
        float[] tone = TestSignals.Sine(1000, 1, 48_000);
        float[] none = new float[tone.Length];

        LoudnessBlocks blocks = Metering.Loudness(48_000, [none, none, none, tone, none, none]);

        Assert.Null(GatedLoudness.Integrated(blocks.Energies));
        Assert.Equal(-6.02, blocks.TruePeakDbtp!.Value, 0.05);
    }

    [Fact]
    public void Samples_beyond_all_measure_stay_finite()
    {
        float[] signal = new float[44_100];
        Array.Fill(signal, 1e30f);
        signal[100] = -3e38f;

        LoudnessBlocks blocks = Metering.Loudness(44_100, [signal]);

        Assert.All(blocks.Energies.ToArray(), energy => Assert.True(float.IsFinite(energy)));
    }

    [Fact]
    public void Thirty_two_channels_are_measured()
    {
        float[] tone = TestSignals.Sine(1000, 1, 48_000, 0.1);
        float[][] channels = [.. Enumerable.Repeat(tone, 32)];

        Assert.Equal(10 * Math.Log10(32), Integrated(48_000, channels)!.Value - Integrated(48_000, tone)!.Value, 0.01);
    }

    [Fact]
    public void Other_number_of_channels_and_late_samples_are_refused()
    {
        var meter = new LoudnessMeter(44_100, [1, 1]);
        Assert.Throws<ArgumentException>(() => meter.Process(new PlanarBlock(1, 10)));
        meter.Complete();
        Assert.Throws<InvalidOperationException>(() => meter.Process(new PlanarBlock(2, 10)));
        Assert.Throws<ArgumentException>(() => new LoudnessMeter(44_100, []));
    }

    [Fact]
    public void Figures_agree_with_those_of_ffmpeg()
    {
        const int Rate = 32_000;
        float[] left = Programme(Rate, 1);
        float[] right = Programme(Rate, 2);
        string? report = Ebur128(Rate, left, right);
        Assert.SkipWhen(report is null, "ffmpeg is not installed");

        LoudnessBlocks blocks = Metering.Loudness(Rate, [left, right]);

        Assert.Equal(Figure(report, "I:"), GatedLoudness.Integrated(blocks.Energies)!.Value, 0.1);
        Assert.Equal(Figure(report, "LRA:"), GatedLoudness.Range(blocks.Energies)!.Value, 0.3);
        Assert.Equal(Figure(report, "Peak:"), blocks.TruePeakDbtp!.Value, 0.2);
    }

    private static double? Integrated(int rate, params float[][] channels) =>
        GatedLoudness.Integrated(Metering.Loudness(rate, channels).Energies);

    /// <summary>Forty seconds of noise and chords of changing level, with pauses.</summary>
    private static float[] Programme(int rate, int seed)
    {
        float[] signal = TestSignals.Noise(40, rate, 0.4, seed);
        float[] chords = TestSignals.Chords(
            [
                [48, 55, 64],
                [50, 57, 65],
                [43, 59, 62],
                [48, 60, 67],
            ],
            10,
            rate
        );
        for (int i = 0; i < signal.Length; i++)
        {
            double t = (double)i / rate;
            double level = t % 9 > 7 ? 0.001 : 0.1 + (0.9 * Math.Pow(Math.Sin(t * 0.3), 2));
            // Next to no sound at the Nyquist frequency: between such samples any two true-peak filters differ.
            float smooth = (signal[i] + signal[Math.Min(i + 1, signal.Length - 1)]) / 2;
            signal[i] = (float)((level * smooth) + chords[i]);
        }

        return signal;
    }

    private static double Figure(string report, string name)
    {
        Match match = Regex.Match(report, Regex.Escape(name) + @"\s+(-?[0-9.]+)", RegexOptions.None, TimeSpan.FromSeconds(1));
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static string? Ebur128(int rate, float[] left, float[] right)
    {
        using var folder = new TempFolder();
        float[] interleaved = new float[2 * left.Length];
        for (int i = 0; i < left.Length; i++)
        {
            interleaved[2 * i] = left[i];
            interleaved[(2 * i) + 1] = right[i];
        }

        File.WriteAllBytes(folder.File("programme.f32"), MemoryMarshal.AsBytes(interleaved.AsSpan()));
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardError = true, UseShellExecute = false };
        string[] arguments = ["-hide_banner", "-nostats", "-f", "f32le", "-ar", $"{rate}", "-ac", "2", "-i", folder.File("programme.f32")];
        foreach (string argument in arguments.Concat(["-filter", "ebur128=peak=true:framelog=verbose", "-f", "null", "-"]))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using Process process = Process.Start(start)!;
            string report = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return report[report.LastIndexOf("Summary:", StringComparison.Ordinal)..];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
