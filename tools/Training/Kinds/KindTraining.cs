using System.Collections.Immutable;
using System.Globalization;
using AudioSampler.Analysis.Analyzers.Classification;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Inference.Dense;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Training.Kinds;

/// <summary>Trains a network of kinds: first on four fifths of the sources at a time, for an honest figure and its temperature, then on all.</summary>
internal sealed class KindTraining(ImmutableArray<SoundKind> kinds, Func<SoundKind, SoundKind> map, int hidden, int epochs)
{
    private const int Folds = 5;

    /// <summary>Groups of <see cref="KindStatistics"/>: timbre, its spread, course of the level, pitch.</summary>
    private static readonly (int Start, int Count, double Probability)[] Groups =
    [
        (0, FeatureLayout.MfccCount, 0.4),
        (KindStatistics.Averaged, FeatureLayout.MfccCount, 0.15),
        ((2 * KindStatistics.Averaged) + 2, EnvelopeStatistics.Count, 0.1),
        ((2 * KindStatistics.Averaged) + 2 + EnvelopeStatistics.Count, PitchStatistics.Count, 0.1),
    ];

    public DenseNetwork Train(List<Example> all)
    {
        List<Example> examples = [.. all.Where(e => !e.TestOnly)];
        Dictionary<string, int> folds = Assign(examples);
        List<(Example Example, DenseNetwork Network)> held = [];
        for (int fold = 0; fold < Folds; fold++)
        {
            DenseNetwork network = Fit([.. examples.Where(e => folds[Group(e)] != fold)], seed: 10 + fold);
            held.AddRange(examples.Where(e => folds[Group(e)] == fold).Select(e => (e, network)));
        }

        float temperature = Calibrate(held);
        Console.WriteLine($"{examples.Count} examples of {folds.Count} sources; temperature {temperature:0.00}");
        Report("held out, all", held, temperature);
        Report("held out, as recorded", [.. held.Where(h => h.Example.Original)], temperature);
        DenseNetwork last = Fit(examples, seed: 1);
        Report("never trained on (non-commercial)", [.. all.Where(e => e.TestOnly).Select(e => (e, last))], temperature);
        return new DenseNetwork(last.Mean.ToArray(), last.Scale.ToArray(), last.Layers, last.Classes, temperature);
    }

    private DenseNetwork Fit(List<Example> examples, int seed)
    {
        // Each kind weighs the same, and a source with many examples weighs less than in proportion.
        Dictionary<(SoundKind, string), int> ofSource = examples
            .GroupBy(e => (map(e.Kind), Group(e)))
            .ToDictionary(g => g.Key, g => g.Count());
        Dictionary<SoundKind, double> ofKind = examples.GroupBy(e => map(e.Kind)).ToDictionary(g => g.Key, g => g.Sum(Raw));
        double Raw(Example e) => 1 / Math.Sqrt(ofSource[(map(e.Kind), Group(e))]);
        List<float> weights = [.. examples.Select(e => (float)(Raw(e) / ofKind[map(e.Kind)] * examples.Count / ofKind.Count))];
        var trainer = new NetworkTrainer(examples[0].Values.Length, hidden, kinds.Length, seed, Groups);
        return trainer.Train(
            [.. examples.Select(e => e.Values)],
            [.. examples.Select(e => kinds.IndexOf(map(e.Kind)))],
            weights,
            [.. kinds.Select(k => k.ToString().ToLowerInvariant())],
            epochs
        );
    }

    /// <summary>Speech and what was sung from it are of one source.</summary>
    private static string Group(Example example) =>
        example.Source.StartsWith("sung ", StringComparison.Ordinal) ? example.Source[5..] : example.Source;

    private static Dictionary<string, int> Assign(List<Example> examples)
    {
        Dictionary<string, int> folds = new(StringComparer.Ordinal);
        Dictionary<SoundKind, int[]> sizes = [];
        foreach (
            IGrouping<string, Example> source in examples
                .GroupBy(Group, StringComparer.Ordinal)
                .OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key, StringComparer.Ordinal)
        )
        {
            SoundKind kind = source.First().Kind;
            if (!sizes.TryGetValue(kind, out int[]? size))
            {
                sizes[kind] = size = new int[Folds];
            }

            int fold = Array.IndexOf(size, size.Min());
            folds[source.Key] = fold;
            size[fold] += source.Count();
        }

        return folds;
    }

    /// <summary>The temperature at which the held-out examples are likeliest.</summary>
    private float Calibrate(List<(Example Example, DenseNetwork Network)> held)
    {
        float best = 1;
        double likeliest = double.NegativeInfinity;
        for (float temperature = 0.5f; temperature < 4; temperature *= 1.05f)
        {
            double sum = Probabilities(held, temperature)
                .Sum(p => Math.Log(Math.Max(1e-9, p.Probabilities[kinds.IndexOf(map(p.Example.Kind))])));
            if (sum > likeliest)
            {
                (likeliest, best) = (sum, temperature);
            }
        }

        return best;
    }

    private static IEnumerable<(Example Example, float[] Probabilities)> Probabilities(
        List<(Example Example, DenseNetwork Network)> held,
        float temperature
    )
    {
        Dictionary<DenseNetwork, DenseNetwork> tempered = [];
        foreach ((Example example, DenseNetwork network) in held)
        {
            if (!tempered.TryGetValue(network, out DenseNetwork? warm))
            {
                tempered[network] = warm = new DenseNetwork(
                    network.Mean.ToArray(),
                    network.Scale.ToArray(),
                    network.Layers,
                    network.Classes,
                    temperature
                );
            }

            float[] probabilities = new float[warm.Classes.Length];
            warm.Evaluate(example.Values, probabilities);
            yield return (example, probabilities);
        }
    }

    private void Report(string name, List<(Example Example, DenseNetwork Network)> held, float temperature)
    {
        int[,] table = new int[kinds.Length, kinds.Length];
        int[] bins = new int[10];
        int[] right = new int[10];
        int correct = 0;
        foreach ((Example example, float[] probabilities) in Probabilities(held, temperature))
        {
            int truth = kinds.IndexOf(map(example.Kind));
            int answer = Array.IndexOf(probabilities, probabilities.Max());
            table[truth, answer]++;
            correct += truth == answer ? 1 : 0;
            int bin = Math.Min(9, (int)(10 * probabilities[answer]));
            bins[bin]++;
            right[bin] += truth == answer ? 1 : 0;
        }

        Console.WriteLine($"== {name}: {held.Count} examples, {100.0 * correct / Math.Max(1, held.Count):0.0} % right");
        Console.WriteLine("   true \\ answer " + string.Join(' ', kinds.Select(k => $"{k, 11}")));
        for (int t = 0; t < kinds.Length; t++)
        {
            int row = Enumerable.Range(0, kinds.Length).Sum(a => table[t, a]);
            IEnumerable<string> cells = Enumerable
                .Range(0, kinds.Length)
                .Select(a => table[t, a].ToString(CultureInfo.InvariantCulture).PadLeft(11));
            Console.WriteLine($"   {kinds[t], -14}" + string.Join(' ', cells) + (row == 0 ? "" : $"  {100.0 * table[t, t] / row:0} %"));
        }

        Console.WriteLine(
            "   said / right  "
                + string.Join(
                    ' ',
                    Enumerable.Range(0, 10).Where(b => bins[b] > 0).Select(b => $"{b * 10 + 5}:{100 * right[b] / bins[b]}({bins[b]})")
                )
        );
    }
}
