using AudioSampler.Dsp.Tonal;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Tonal;

public sealed class ChromaExtractorTests
{
    private const int SampleRate = 22_050;

    [Fact]
    public void Agrees_with_an_independent_implementation()
    {
        System.Text.Json.JsonElement golden = GoldenFile.Read("chroma.json");
        float[] signal = new float[5 * SampleRate];
        int[][] chords =
        [
            [36, 60, 64, 67],
            [41, 60, 65, 69],
            [43, 59, 62, 67],
            [36, 60, 64, 67],
        ];
        double[] x = new double[signal.Length];
        for (int n = 0; n < x.Length; n++)
        {
            double t = (double)n / SampleRate;
            int chord = Math.Min(3, (int)(t / 1.25));
            foreach (int midi in chords[chord])
            {
                for (int h = 1; h <= 5; h++)
                {
                    double hz = 440 * Math.Pow(2, (midi - 69 + 0.17) / 12) * h;
                    x[n] += 0.1 / h * Math.Exp(-0.9 * (t - (chord * 1.25))) * Math.Sin(2 * Math.PI * hz * t);
                }
            }

            signal[n] = (float)x[n];
        }

        ChromaFrames frames = Extract(signal);

        double[][] expected = golden.GetProperty("vectors").Rows();
        Assert.Equal(expected.Length, frames.Count);
        for (int i = 0; i < frames.Vectors.Length; i++)
        {
            Assert.Equal(expected[i / ChromaFrames.Width][i % ChromaFrames.Width], frames.Vectors[i], 0.05);
        }

        Assert.Equal(golden.GetProperty("cents").GetDouble(), frames.Tuning!.Cents, 0.1);
        Assert.Equal(golden.GetProperty("concentration").GetDouble(), frames.TuningConcentration, 1e-3);
        Assert.Equal(golden.GetProperty("persistence").GetDouble(), frames.Persistence, 1e-3);
        Assert.Equal(golden.GetProperty("mean_strength").GetDouble(), frames.MeanStrength, 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(777)]
    [InlineData(8192)]
    [InlineData(65_536)]
    public void Block_size_changes_nothing(int block)
    {
        float[] signal = TestSignals.Chords(
            [
                [48, 60, 64, 67],
                [53, 60, 65, 69],
            ],
            1.3,
            SampleRate
        );
        var extractor = new ChromaExtractor(new ChromaOptions());
        foreach (float[] part in signal.Chunk(block))
        {
            extractor.Push(part);
        }

        Assert.Equal(Extract(signal).Vectors, extractor.Finish().Vectors);
    }

    [Theory]
    [InlineData(1e-3f)]
    [InlineData(-1f)]
    [InlineData(8f)]
    public void Gain_and_polarity_change_next_to_nothing(float gain)
    {
        float[] signal = TestSignals.Chords(
            [
                [48, 60, 64, 67],
                [53, 60, 65, 69],
            ],
            1.3,
            SampleRate
        );

        float[] plain = Extract(signal).Vectors;
        float[] scaled = Extract([.. signal.Select(x => gain * x)]).Vectors;

        for (int i = 0; i < plain.Length; i++)
        {
            Assert.Equal(plain[i], scaled[i], 0.02);
        }
    }

    [Fact]
    public void Shift_by_a_vector_shifts_the_series()
    {
        var options = new ChromaOptions();
        float[] signal = TestSignals.Chords(
            [
                [48, 60, 64, 67],
                [53, 60, 65, 69],
                [55, 59, 62, 67],
            ],
            1.5,
            SampleRate
        );
        float[] shifted = [.. new float[options.HopSamples * options.FramesPerVector], .. signal];

        ChromaFrames plain = Extract(signal);
        ChromaFrames later = Extract(shifted);

        for (int v = 1; v < plain.Count - 1; v++)
        {
            for (int c = 0; c < 12; c++)
            {
                Assert.Equal(plain.Treble(v)[c], later.Treble(v + 1)[c], 0.05);
            }
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(61)]
    [InlineData(70)]
    public void Bass_and_treble_are_apart(int midi)
    {
        ChromaFrames frames = Extract(
            TestSignals.Chords(
                [
                    [36 + ((midi + 5) % 12), midi],
                ],
                3,
                SampleRate
            )
        );

        Assert.Equal((midi + 5) % 12, IndexOfLargest(frames.Bass(2)));
        Assert.Equal(midi % 12, IndexOfLargest(frames.Treble(2)));
    }

    [Fact]
    public void Noise_has_less_of_everything_that_speaks_for_tones()
    {
        ChromaFrames noise = Extract(TestSignals.Noise(10, SampleRate));
        ChromaFrames music = Extract(
            TestSignals.Chords(
                [
                    [48, 60, 64, 67],
                    [53, 60, 65, 69],
                ],
                5,
                SampleRate
            )
        );

        Assert.True(
            noise.TuningConcentration < 0.15 && music.TuningConcentration > 0.4,
            $"{noise.TuningConcentration} against {music.TuningConcentration}"
        );
        Assert.True(noise.MeanStrength < music.MeanStrength / 2, $"{noise.MeanStrength} against {music.MeanStrength}");
        Assert.True(noise.Persistence < music.Persistence, $"{noise.Persistence} against {music.Persistence}");
        Assert.Null(noise.Tuning);
    }

    [Fact]
    public void A_click_is_no_tone()
    {
        float[] signal = new float[3 * SampleRate];
        signal[SampleRate] = 1;

        Assert.True(Extract(signal).MeanStrength < 1);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(8192, 1)]
    [InlineData(8193, 1)]
    [InlineData(8192 + (3 * 4096) + 1, 2)]
    public void Length_gives_the_number_of_vectors(int samples, int vectors)
    {
        ChromaFrames frames = Extract(new float[samples]);

        Assert.Equal(vectors, frames.Count);
        Assert.All(frames.Vectors, value => Assert.Equal(0, value));
        Assert.Null(frames.Tuning);
        Assert.Equal(0, frames.MeanStrength);
    }

    [Fact]
    public void Samples_that_are_not_numbers_count_as_0()
    {
        float[] signal = TestSignals.Sine(440, 3, SampleRate);
        float[] damaged = [.. signal];
        (damaged[1000], damaged[20_000], damaged[40_000]) = (float.NaN, float.PositiveInfinity, float.NegativeInfinity);
        (signal[1000], signal[20_000], signal[40_000]) = (0, 0, 0);

        Assert.Equal(Extract(signal).Vectors, Extract(damaged).Vectors);
    }

    [Fact]
    public void Too_small_an_expectation_only_costs_memory()
    {
        float[] signal = TestSignals.Chords(
            [
                [48, 60, 64, 67],
            ],
            6,
            SampleRate
        );
        var extractor = new ChromaExtractor(new ChromaOptions(), expectedSamples: 1000);
        extractor.Push(signal);

        Assert.Equal(Extract(signal).Vectors, extractor.Finish().Vectors);
    }

    private static ChromaFrames Extract(float[] signal)
    {
        var extractor = new ChromaExtractor(new ChromaOptions(), signal.Length);
        extractor.Push(signal);
        return extractor.Finish();
    }

    private static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
