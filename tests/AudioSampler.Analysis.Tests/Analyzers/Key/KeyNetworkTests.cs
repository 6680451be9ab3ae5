using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Dsp.Tonal;

namespace AudioSampler.Analysis.Tests.Analyzers.Key;

public sealed class KeyNetworkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(11)]
    public void Transposed_chroma_gives_transposed_scores(int semitones)
    {
        float[] vectors = Vectors(60);
        float[] transposed = new float[vectors.Length];
        for (int i = 0; i < vectors.Length; i++)
        {
            transposed[(i / 12 * 12) + ((i + semitones - (i / 12 * 12)) % 12)] = vectors[i];
        }

        double[] scores = Score(vectors, 0, 60);
        double[] moved = Score(transposed, 0, 60);

        Assert.True(scores.Max() - scores.Min() > 0.1);
        for (int key = 0; key < MusicalKey.Count; key++)
        {
            Assert.Equal(scores[key], moved[(key / 12 * 12) + ((key + semitones) % 12)], 4);
        }
    }

    [Fact]
    public void A_long_region_is_heard_the_same_where_it_is_cut_for_the_work()
    {
        float[] vectors = Vectors(2200);

        double[] inLong = Score(vectors, 2040, 2056);
        double[] inShort = Score(vectors[(2000 * ChromaFrames.Width)..(2100 * ChromaFrames.Width)], 40, 56);

        Assert.Equal(inShort, inLong, (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void Silence_favours_no_tonic()
    {
        double[] scores = Score(new float[20 * ChromaFrames.Width], 0, 20);

        Assert.All(scores[..12], score => Assert.Equal(scores[0], score, 5));
        Assert.All(scores[12..], score => Assert.Equal(scores[12], score, 5));
    }

    private static float[] Vectors(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count * ChromaFrames.Width).Select(_ => MathF.Pow(random.NextSingle(), 3))];
    }

    private static double[] Score(float[] vectors, int from, int to)
    {
        var frames = new ChromaFrames
        {
            FrameVectors = [],
            FrameSeconds = 0.2,
            Vectors = vectors,
            HopSeconds = 0.5,
            Tuning = null,
            TuningConcentration = 0,
            Persistence = 0,
            MeanStrength = 1,
        };
        double[] scores = new double[MusicalKey.Count];
        KeyNetwork.Of(new KeyDescription(frames), CancellationToken.None).Score(from, to, scores);
        return scores;
    }
}
