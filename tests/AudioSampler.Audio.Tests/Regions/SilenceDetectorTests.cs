using AudioSampler.Audio.Regions;
using AudioSampler.Testing;

namespace AudioSampler.Audio.Tests.Regions;

public sealed class SilenceDetectorTests
{
    private const int Rate = 22_050;

    [Fact]
    public void Digital_silence_has_no_region()
    {
        Assert.Empty(Find(new float[10 * Rate]));
    }

    [Fact]
    public void Dither_of_sixteen_bits_is_digital_silence()
    {
        Assert.Empty(Find(Array.ConvertAll(TestSignals.Noise(5, Rate, 1), x => x > 0.5f ? 1f / 32768 : 0)));
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(-0.3f)]
    [InlineData(0.001f)]
    [InlineData(1f)]
    [InlineData(0.5f, 1)]
    public void A_constant_is_no_sound(float value, int samples = 5 * Rate)
    {
        float[] signal = new float[samples];
        Array.Fill(signal, value);

        Assert.Empty(Find(signal));
    }

    [Fact]
    public void Nothing_at_all_has_no_region()
    {
        Assert.Empty(Find([]));
    }

    [Theory]
    [InlineData(0.9)]
    [InlineData(0.03)]
    [InlineData(0.0005)]
    public void Constant_noise_is_one_region_over_the_whole_file(double amplitude)
    {
        AudioRegion region = Assert.Single(Find(TestSignals.Noise(60, Rate, amplitude)));

        Assert.Equal(0, region.StartSeconds);
        Assert.Equal(60, region.EndSeconds);
        Assert.Equal(20 * Math.Log10(amplitude), region.PeakDbfs!.Value, 0.1);
        Assert.Equal(20 * Math.Log10(amplitude / Math.Sqrt(3)), region.RmsDbfs!.Value, 0.1);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(220)]
    [InlineData(221)]
    [InlineData(1000)]
    public void File_shorter_than_a_window_is_one_region(int samples)
    {
        AudioRegion region = Assert.Single(Find(TestSignals.Noise((double)samples / Rate, Rate, 0.5)));

        Assert.Equal(0, region.StartSeconds);
        Assert.Equal((double)samples / Rate, region.EndSeconds, 1e-9);
    }

    [Theory]
    [InlineData(1.0f)]
    [InlineData(0.1f)]
    public void Single_click_makes_a_region_though_it_is_too_short(float amplitude)
    {
        float[] signal = new float[5 * Rate];
        signal[2 * Rate] = amplitude;

        AudioRegion region = Assert.Single(Find(signal));

        Assert.InRange(region.StartSeconds, 1.85, 2);
        Assert.InRange(region.EndSeconds, 2, 2.15);
        Assert.Equal(20 * Math.Log10(amplitude), region.PeakDbfs!.Value, 0.01);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void Dense_music_with_accents_is_not_cut_at_its_quieter_notes(int seed)
    {
        // Steady as noise is, with accents that rise above the rest by 6 dB: the levels of a played fugue.
        float[] signal = TestSignals.Noise(40, Rate, 0.2, seed);
        var random = new Random(seed);
        for (int note = 0; note < 160; note++)
        {
            double gain = 1 + (random.NextDouble() * (note % 8 == 0 ? 2 : 0.8));
            for (int i = 0; i < Rate / 4; i++)
            {
                signal[(note * Rate / 4) + i] *= (float)(gain * Math.Exp(-2.0 * i / Rate));
            }
        }

        AudioRegion region = Assert.Single(Find(signal));

        Assert.InRange(region.EndSeconds - region.StartSeconds, 39.9, 40);
    }

    [Fact]
    public void Held_notes_with_short_gaps_are_not_taken_for_noise()
    {
        // A voice that holds its notes is as steady as noise, and one accent above it is louder by 8 dB; but the breaths are far below.
        float[] signal = TestSignals.Noise(10, Rate, 0.0008);
        double[] lengths = [1.4, 0.9, 1.2, 1.6, 0.8, 1.1, 0.9];
        double start = 0.1;
        for (int i = 0; i < lengths.Length; i++)
        {
            float[] note = TestSignals.Sine(220 * Math.Pow(2, i % 4 / 12.0), lengths[i], Rate, i == 3 ? 0.12 : 0.1);
            if (i == 3)
            {
                TestSignals.Noise(0.1, Rate, 1.2).CopyTo(note, note.Length / 2);
            }

            note.CopyTo(signal, (int)(start * Rate));
            start += lengths[i] + 0.25;
        }

        AudioRegion region = Assert.Single(Find(signal));

        Assert.InRange(region.EndSeconds - region.StartSeconds, 9, 10);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(140)]
    public void Strokes_of_a_drum_are_not_cut_from_each_other(double bpm)
    {
        // Quick decays over a room that rings: between the strokes lies no noise, but the drum.
        float[] signal = new float[40 * Rate];
        var random = new Random((int)bpm);
        float[] noise = TestSignals.Noise(40, Rate, 1, 5);
        for (double time = 0.1; time < 39.5; time += 30 / bpm)
        {
            double strength = random.NextDouble() < 0.05 ? 0.9 : 0.08 + (0.2 * random.NextDouble());
            for (int i = 0, at = (int)(time * Rate); i < Rate && at + i < signal.Length; i++)
            {
                signal[at + i] += (float)(strength * noise[at + i] * Math.Exp(-i / (0.05 * Rate)));
            }
        }

        AudioRegion region = Assert.Single(Find(signal));

        Assert.InRange(region.EndSeconds - region.StartSeconds, 39, 40);
    }

    [Fact]
    public void Click_beside_a_longer_sound_makes_none()
    {
        float[] signal = new float[8 * Rate];
        signal[Rate] = 1;
        TestSignals.Sine(440, 1, Rate).CopyTo(signal, 4 * Rate);

        AudioRegion region = Assert.Single(Find(signal));

        Assert.InRange(region.StartSeconds, 3.9, 4);
    }

    [Fact]
    public void Clipped_loud_material_is_one_region()
    {
        float[] signal = Array.ConvertAll(TestSignals.Noise(20, Rate, 8), x => Math.Clamp(x, -1, 1));

        AudioRegion region = Assert.Single(Find(signal));

        Assert.Equal(20, region.EndSeconds);
        Assert.Equal(0, region.PeakDbfs!.Value, 1e-6);
    }

    [Fact]
    public void Region_runs_to_the_last_sample()
    {
        float[] signal = new float[(5 * Rate) + 123];
        TestSignals.Noise(2.01, Rate).AsSpan(0, (2 * Rate) + 123).CopyTo(signal.AsSpan(3 * Rate));

        AudioRegion region = Assert.Single(Find(signal));

        Assert.Equal((double)signal.Length / Rate, region.EndSeconds, 1e-9);
    }

    [Fact]
    public void Region_begins_with_the_first_sample()
    {
        float[] signal = new float[5 * Rate];
        TestSignals.Noise(2, Rate).CopyTo(signal, 0);

        Assert.Equal(0, Assert.Single(Find(signal)).StartSeconds);
    }

    [Fact]
    public void Quiet_passage_of_music_is_not_cut()
    {
        int[][] chords = [.. Enumerable.Range(0, 40).Select(i => new[] { 48 + (i * 5 % 12), 55 + (i * 5 % 12), 64 + (i * 5 % 12) })];
        float[] music = TestSignals.Chords(chords, 1, Rate);
        for (int i = 0; i < music.Length; i++)
        {
            // Thirty decibels down from the twelfth to the twenty-fourth second, with a second to get there and back.
            double t = (double)i / Rate;
            double down = Math.Clamp(Math.Min(t - 12, 24 - t), 0, 1);
            music[i] *= (float)Math.Pow(10, -30 * down / 20);
        }

        AudioRegion region = Assert.Single(Find(music));

        Assert.InRange(region.EndSeconds - region.StartSeconds, 39.9, 40);
    }

    [Fact]
    public void Quiet_beginning_of_a_song_is_kept()
    {
        float[] pad = TestSignals.Sine(220, 30, Rate, 0.01);
        float[] loud = TestSignals.Noise(22, Rate, 0.5);
        loud.CopyTo(pad, 8 * Rate);

        Assert.Equal(0, Assert.Single(Find(pad)).StartSeconds);
    }

    [Fact]
    public void Reverberation_belongs_to_the_region()
    {
        float[] signal = TestSignals.Noise(10, Rate, 0.0003);
        float[] noise = TestSignals.Noise(8, Rate, 0.5, 2);
        for (int i = 0; i < noise.Length; i++)
        {
            // Sixty decibels in three seconds.
            signal[Rate + i] += (float)(noise[i] * Math.Pow(10, -20.0 * i / Rate / 20));
        }

        AudioRegion region = Assert.Single(Find(signal));

        // From −11 dBFS it reaches −60 dBFS after 2.45 s.
        Assert.InRange(region.StartSeconds, 0.9, 1);
        Assert.InRange(region.EndSeconds, 3.4, 3.8);
    }

    [Fact]
    public void Long_steady_sound_over_a_quiet_floor_is_not_taken_for_noise()
    {
        float[] signal = TestSignals.Noise(400, Rate, 0.001);
        float[] rain = TestSignals.Noise(360, Rate, 0.1, 2);
        rain.CopyTo(signal, 20 * Rate);

        AudioRegion region = Assert.Single(Find(signal));

        Assert.Equal(20, region.StartSeconds, 0.1);
        Assert.Equal(380, region.EndSeconds, 0.1);
    }

    [Fact]
    public void Digital_silence_around_a_noisy_recording_is_not_its_floor()
    {
        float[] signal = new float[40 * Rate];
        TestSignals.Noise(30, Rate, 0.02).CopyTo(signal, 5 * Rate);
        foreach (int second in new[] { 10, 20, 28 })
        {
            TestSignals.Noise(2, Rate, 0.3, second).CopyTo(signal, second * Rate);
        }

        Assert.Equal([10, 20, 28], Find(signal).Select(r => (int)Math.Round(r.StartSeconds)));
    }

    [Fact]
    public void Very_quiet_recording_still_has_regions()
    {
        float[] signal = TestSignals.Noise(10, Rate, 0.00005);
        TestSignals.Noise(2, Rate, 0.002, 3).CopyTo(signal, 4 * Rate);

        AudioRegion region = Assert.Single(Find(signal));

        Assert.Equal(4, region.StartSeconds, 0.1);
        Assert.Equal(6, region.EndSeconds, 0.1);
    }

    [Fact]
    public void Pauses_of_speech_do_not_cut_it()
    {
        float[] signal = new float[10 * Rate];
        for (int i = 0; i < signal.Length; i++)
        {
            double t = (double)i / Rate;
            bool pause = t % 2 > 1.6;
            signal[i] = pause ? 0 : (float)(0.3 * Math.Pow(Math.Sin(Math.PI * 4 * t), 2) * Math.Sin(2 * Math.PI * 150 * t));
        }

        Assert.Single(Find(signal));
    }

    [Fact]
    public void Scale_makes_no_difference_to_a_noisy_recording()
    {
        GeneratedRecording recording = GeneratedRecording.Make(GeneratedRecording.Background.White, -30, 60, 5);
        IReadOnlyList<AudioRegion> loud = Find(recording.Samples);
        IReadOnlyList<AudioRegion> quiet = Find(Array.ConvertAll(recording.Samples, x => x / 4));

        Assert.Equal(loud.Select(r => (r.StartSeconds, r.EndSeconds)), quiet.Select(r => (r.StartSeconds, r.EndSeconds)));
    }

    [Fact]
    public void Shift_by_whole_hops_shifts_the_regions()
    {
        float[] signal = TestSignals.Noise(6, Rate, 0.001);
        TestSignals.Noise(1, Rate, 0.3, 2).CopyTo(signal, 2 * Rate);
        float[] shifted = [.. TestSignals.Noise(1.1, Rate, 0.001, 9).AsSpan(0, 22_100), .. signal];

        double hopShift = 22_100.0 / Rate;
        Assert.Equal(Find(signal)[0].StartSeconds + hopShift, Find(shifted)[0].StartSeconds, 0.011);
    }

    [Fact]
    public void Padding_reaches_to_the_middle_of_the_silence_at_most()
    {
        float[] signal = new float[6 * Rate];
        TestSignals.Noise(1, Rate).CopyTo(signal, Rate);
        TestSignals.Noise(1, Rate).CopyTo(signal, 3 * Rate);

        IReadOnlyList<AudioRegion> regions = Find(signal, new SilenceOptions { PaddingSeconds = 5 });

        Assert.Equal(2, regions.Count);
        Assert.Equal(0, regions[0].StartSeconds);
        Assert.Equal(2.5, regions[0].EndSeconds, 0.05);
        Assert.Equal(regions[0].EndSeconds, regions[1].StartSeconds);
        Assert.Equal(6, regions[1].EndSeconds);
    }

    [Fact]
    public void Minimum_silence_decides_what_is_cut()
    {
        float[] signal = new float[4 * Rate];
        TestSignals.Noise(1, Rate).CopyTo(signal, 0);
        TestSignals.Noise(1, Rate).CopyTo(signal, 2 * Rate);

        Assert.Equal(2, Find(signal, new SilenceOptions { MinimumSilenceSeconds = 0.9 }).Count);
        Assert.Single(Find(signal, new SilenceOptions { MinimumSilenceSeconds = 1.1 }));
    }

    [Fact]
    public void Minimum_region_leaves_out_what_is_shorter()
    {
        float[] signal = new float[6 * Rate];
        TestSignals.Noise(0.3, Rate).CopyTo(signal, 0);
        TestSignals.Noise(1, Rate).CopyTo(signal, 3 * Rate);

        Assert.Equal(2, Find(signal).Count);
        Assert.Single(Find(signal, new SilenceOptions { MinimumRegionSeconds = 0.5 }));
    }

    [Fact]
    public void Options_out_of_range_are_all_named_at_once()
    {
        var options = new SilenceOptions
        {
            AbsoluteThresholdDbfs = 3,
            RelativeThresholdDb = double.NaN,
            HysteresisDb = -1,
            MinimumSilenceSeconds = 0,
            MinimumRegionSeconds = -1,
            PaddingSeconds = 99,
        };

        Assert.Equal(6, options.Validate().Count);
        Assert.Contains("hysteresis", Assert.Throws<ArgumentException>(() => Find([1], options)).Message, StringComparison.Ordinal);
        Assert.Empty(new SilenceOptions().Validate());
    }

    private static IReadOnlyList<AudioRegion> Find(float[] signal, SilenceOptions? options = null) =>
        SilenceDetector.Find(Recording.Levels(Rate, signal), options ?? new SilenceOptions());
}
