using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Inference.Tagging;

namespace AudioSampler.Analysis.Tests.Artifacts;

public sealed class ActivationSeriesProviderTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(15_000, 1)]
    [InlineData(32_000, 1)]
    [InlineData(32_400, 2)]
    [InlineData(48_000, 2)]
    [InlineData(320_000, 19)]
    [InlineData(32_000 * 61, 121)]
    public async Task Windows_of_a_second_cover_all_of_the_sound(int samples, int windows)
    {
        ActivationSeries series = await HearAsync(Noise(samples), parallelism: 1);

        Assert.Equal(windows, series.Count);
        if (windows > 1)
        {
            Assert.Equal(0, series.StartSeconds(0));
            Assert.Equal(samples / 32_000.0, series.StartSeconds(windows - 1) + ActivationSeries.WindowSeconds, 0.011);
            Assert.All(
                Enumerable.Range(1, windows - 1),
                i => Assert.InRange(series.StartSeconds(i) - series.StartSeconds(i - 1), 0.001, ActivationSeries.HopSeconds + 1e-9)
            );
        }
    }

    [Fact]
    public async Task What_is_heard_does_not_depend_on_how_many_windows_are_heard_at_once()
    {
        float[] noise = Noise(32_000 * 40);
        ActivationSeries one = await HearAsync(noise, parallelism: 1);
        ActivationSeries four = await HearAsync(noise, parallelism: 4);

        Assert.Equal(All(one), All(four));
    }

    [Fact]
    public async Task A_window_is_heard_as_it_would_be_by_itself()
    {
        float[] sound = [.. Noise(32_000 * 3), .. Tone(32_000 * 3)];
        ActivationSeries whole = await HearAsync(sound, parallelism: 2);
        float[] expected = new float[whole.Tagger.Network.LabelCount];
        float[] actual = new float[expected.Length];

        // The fifth second alone: the frames at its edges see other neighbours, so the logits are near, not equal.
        ActivationSeries alone = await HearAsync(sound[(32_000 * 4)..(32_000 * 5)], parallelism: 1);
        alone.Logits(0, expected);
        whole.Logits(8, actual);

        Assert.Equal(4, whole.StartSeconds(8));
        Assert.True(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Average() < 0.3);
    }

    [Fact]
    public async Task Digital_silence_is_not_heard()
    {
        float[] sound = [.. new float[32_000 * 3], .. Noise(32_000 * 2)];
        ActivationSeries series = await HearAsync(sound, parallelism: 1);

        Assert.Equal([true, true, true, true], Enumerable.Range(0, 4).Select(series.IsSilent));
        Assert.False(series.IsSilent(series.Count - 1));
    }

    [Fact]
    public async Task Samples_that_are_no_numbers_are_read_as_silence()
    {
        float[] sound = Noise(64_000);
        sound[100] = float.NaN;
        sound[40_000] = float.PositiveInfinity;
        ActivationSeries series = await HearAsync(sound, parallelism: 1);

        Assert.All(All(series), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [InlineData(0, 1, 0, 1)]
    [InlineData(2, 4, 3, 7)]
    [InlineData(2.1, 2.2, 3, 4)]
    [InlineData(100, 101, 18, 19)]
    public async Task The_windows_of_a_stretch_are_those_whose_middle_lies_in_it_or_the_nearest(
        double start,
        double end,
        int first,
        int last
    )
    {
        ActivationSeries series = await HearAsync(Noise(320_000), parallelism: 2);

        Assert.Equal(first..last, series.Within(start, end));
    }

    [Fact]
    public async Task A_cancelled_hearing_ends()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ActivationSeriesProvider.ComputeAsync(
                new ArraySignal(Noise(320_000), NetworkMel.SampleRate, 0),
                EmbeddedTagger.Require(),
                1,
                source.Token
            )
        );
    }

    private static Task<ActivationSeries> HearAsync(float[] sound, int parallelism) =>
        ActivationSeriesProvider.ComputeAsync(
            new ArraySignal(sound, NetworkMel.SampleRate, 0),
            EmbeddedTagger.Require(),
            parallelism,
            TestContext.Current.CancellationToken
        );

    private static float[] All(ActivationSeries series)
    {
        List<float> all = [];
        float[] logits = new float[series.Tagger.Network.LabelCount];
        float[] embedding = new float[series.Tagger.Network.EmbeddingSize];
        for (int i = 0; i < series.Count; i++)
        {
            series.Logits(i, logits);
            series.Embedding(i, embedding);
            all.AddRange(logits);
            all.AddRange(embedding);
        }

        return [.. all];
    }

    private static float[] Noise(int length)
    {
        var random = new Random(9);
        return [.. Enumerable.Range(0, length).Select(_ => 0.3f * (float)((2 * random.NextDouble()) - 1))];
    }

    private static float[] Tone(int length) =>
        [.. Enumerable.Range(0, length).Select(i => 0.3f * MathF.Sin(2 * MathF.PI * 440 * i / 32_000f))];
}
