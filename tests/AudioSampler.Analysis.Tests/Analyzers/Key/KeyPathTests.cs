using AudioSampler.Analysis.Analyzers.Key;

namespace AudioSampler.Analysis.Tests.Analyzers.Key;

public sealed class KeyPathTests
{
    [Fact]
    public void No_penalty_follows_the_best_of_each_stretch() => Assert.Equal([3, 7, 3, 20], KeyPath.Decode(Stretches(3, 7, 3, 20), 0));

    [Fact]
    public void A_penalty_bridges_a_lone_stretch() => Assert.Equal([3, 3, 3, 3, 3], KeyPath.Decode(Stretches(3, 3, 7, 3, 3), 2));

    [Fact]
    public void A_lasting_change_is_worth_its_penalty() => Assert.Equal([3, 3, 3, 7, 7, 7], KeyPath.Decode(Stretches(3, 3, 3, 7, 7, 7), 2));

    [Fact]
    public void Nothing_gives_nothing() => Assert.Empty(KeyPath.Decode([], 2));

    [Fact]
    public void The_path_is_the_best_of_all_paths()
    {
        // Every path over three stretches and a few keys, weighed one by one.
        double[] scores = Stretches(1, 2, 2);
        (scores[4], scores[24 + 4], scores[48 + 4]) = (-0.4, -0.9, -0.8);
        double best = double.NegativeInfinity;
        int[] expected = [];
        foreach (int a in new[] { 1, 2, 4 })
        {
            foreach (int b in new[] { 1, 2, 4 })
            {
                foreach (int c in new[] { 1, 2, 4 })
                {
                    double total = scores[a] + scores[24 + b] + scores[48 + c] - (a == b ? 0 : 1.5) - (b == c ? 0 : 1.5);
                    (best, expected) = total > best ? (total, [a, b, c]) : (best, expected);
                }
            }
        }

        Assert.Equal(expected, KeyPath.Decode(scores, 1.5));
    }

    private static double[] Stretches(params int[] best)
    {
        double[] scores = new double[best.Length * MusicalKey.Count];
        Array.Fill(scores, -2);
        for (int s = 0; s < best.Length; s++)
        {
            scores[(s * MusicalKey.Count) + best[s]] = -0.3;
        }

        return scores;
    }
}
