using AudioSampler.Dsp.Separation;

namespace AudioSampler.Dsp.Tests.Separation;

public sealed class HarmonicPercussiveTests
{
    [Fact]
    public void Masks_are_those_of_scipy()
    {
        GoldenSeparation golden = Golden.Read<GoldenSeparation>("Separation", "separation.json");
        Assert.NotEmpty(golden.Cases);
        foreach (GoldenCase expected in golden.Cases)
        {
            var split = new HarmonicPercussive(
                golden.Bins,
                new SeparationOptions { TimeFrames = expected.TimeFrames, FrequencyBins = expected.FrequencyBins }
            );
            float[] magnitudes = golden.Magnitudes[..(expected.Frames * golden.Bins)];
            (float[] frames, float[] masks) = Run(split, magnitudes);
            Assert.Equal(magnitudes, frames);
            Assert.Equal(expected.Mask.Length, masks.Length);
            for (int i = 0; i < masks.Length; i++)
            {
                Assert.Equal(expected.Mask[i], masks[i], 2e-6);
            }
        }
    }

    [Fact]
    public void Tone_is_harmonic_and_click_is_percussive()
    {
        const int bins = 65;
        float[] spectrogram = new float[60 * bins];
        for (int t = 0; t < 60; t++)
        {
            spectrogram[(t * bins) + 20] = 1;
        }

        spectrogram.AsSpan(30 * bins, bins).Fill(1);
        (_, float[] masks) = Run(new HarmonicPercussive(bins), spectrogram);
        Assert.Equal(1, masks[(10 * bins) + 20], 1e-6f);
        Assert.Equal(0, masks[(30 * bins) + 40], 1e-6f);
        Assert.Equal(0.5f, masks[(30 * bins) + 20], 1e-6f);
    }

    [Fact]
    public void Level_does_not_matter_however_large()
    {
        float[] spectrogram = Noise(40 * 33);
        (_, float[] masks) = Run(new HarmonicPercussive(33), spectrogram);
        (_, float[] loud) = Run(new HarmonicPercussive(33), [.. spectrogram.Select(m => m * 1e30f)]);
        for (int i = 0; i < masks.Length; i++)
        {
            Assert.Equal(masks[i], loud[i], 1e-5f);
        }
    }

    [Fact]
    public void Frame_later_gives_the_same_masks_one_later()
    {
        var options = new SeparationOptions { TimeFrames = 5, FrequencyBins = 3 };
        float[] spectrogram = Noise(40 * 9);
        (_, float[] masks) = Run(new HarmonicPercussive(9, options), spectrogram);
        (_, float[] later) = Run(new HarmonicPercussive(9, options), spectrogram[9..]);
        Assert.Equal(masks[(3 * 9)..], later[(2 * 9)..]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Silence_and_bad_values_are_half_of_each(float value)
    {
        float[] spectrogram = new float[20 * 7];
        Array.Fill(spectrogram, value);
        (float[] frames, float[] masks) = Run(new HarmonicPercussive(7), spectrogram);
        Assert.Equal(20 * 7, masks.Length);
        Assert.All(frames, m => Assert.Equal(0, m));
        Assert.All(masks, m => Assert.Equal(0.5f, m));
    }

    [Fact]
    public void Bad_value_leaves_later_frames_right()
    {
        var options = new SeparationOptions { TimeFrames = 5, FrequencyBins = 3 };
        float[] spectrogram = Noise(40 * 9);
        (_, float[] masks) = Run(new HarmonicPercussive(9, options), spectrogram);
        spectrogram[(3 * 9) + 4] = float.NaN;
        (_, float[] spoiled) = Run(new HarmonicPercussive(9, options), spectrogram);
        Assert.Equal(masks[(6 * 9)..], spoiled[(6 * 9)..]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(7, 2)]
    [InlineData(100, 1)]
    public void As_many_frames_come_out_as_went_in(int frames, int bins)
    {
        (float[] magnitudes, float[] masks) = Run(new HarmonicPercussive(bins), Noise(frames * bins));
        Assert.Equal(frames * bins, magnitudes.Length);
        Assert.Equal(frames * bins, masks.Length);
        Assert.All(masks, mask => Assert.InRange(mask, 0, 1));
    }

    [Fact]
    public void Reset_begins_a_new_signal()
    {
        float[] spectrogram = Noise(30 * 12);
        var split = new HarmonicPercussive(12);
        (_, float[] first) = Run(split, spectrogram);
        split.Reset();
        (_, float[] second) = Run(split, spectrogram);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Wrong_use_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HarmonicPercussive(0));
        var even = new SeparationOptions { TimeFrames = 4, FrequencyBins = 1 };
        Assert.Equal(2, even.Validate().Count);
        Assert.Throws<ArgumentException>(() => new HarmonicPercussive(8, even));

        var split = new HarmonicPercussive(2, new SeparationOptions { TimeFrames = 3, FrequencyBins = 3 });
        Assert.Equal(1, split.DelayFrames);
        Assert.Throws<ArgumentException>(() => split.Push(new float[3]));
        Assert.Throws<ArgumentException>(() => split.TryRead(new float[1], new float[2]));
        Assert.Throws<ArgumentException>(() => split.TryRead(new float[2], new float[1]));
        split.Push(new float[2]);
        split.Push(new float[2]);
        Assert.Throws<InvalidOperationException>(() => split.Push(new float[2]));
        split.Complete();
        Assert.True(split.TryRead(new float[2], new float[2]));
        Assert.Throws<InvalidOperationException>(() => split.Push(new float[2]));
    }

    [Fact]
    public void Streaming_does_not_allocate()
    {
        var split = new HarmonicPercussive(100);
        float[] frame = Noise(100);
        float[] magnitude = new float[100];
        float[] mask = new float[100];
        for (int i = 0; i < 30; i++)
        {
            split.Push(frame);
            split.TryRead(magnitude, mask);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 30; i++)
        {
            split.Push(frame);
            Assert.True(split.TryRead(magnitude, mask));
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static float[] Noise(int length)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];
    }

    private static (float[] Frames, float[] Masks) Run(HarmonicPercussive split, float[] magnitudes)
    {
        var frames = new List<float>();
        var masks = new List<float>();
        float[] frame = new float[split.BinCount];
        float[] mask = new float[split.BinCount];
        foreach (float[] next in magnitudes.Chunk(split.BinCount))
        {
            split.Push(next);
            Drain();
        }

        split.Complete();
        Drain();
        return ([.. frames], [.. masks]);

        void Drain()
        {
            while (split.TryRead(frame, mask))
            {
                frames.AddRange(frame);
                masks.AddRange(mask);
            }
        }
    }

    private sealed record GoldenSeparation(int Bins, float[] Magnitudes, GoldenCase[] Cases);

    private sealed record GoldenCase(int Frames, int TimeFrames, int FrequencyBins, double[] Mask);
}
