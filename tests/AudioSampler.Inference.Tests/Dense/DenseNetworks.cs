using AudioSampler.Inference.Dense;

namespace AudioSampler.Inference.Tests.Dense;

internal static class DenseNetworks
{
    /// <summary>3 inputs, 5 hidden units, 2 classes; the same for the same seed.</summary>
    public static DenseNetwork Small(int seed = 1, float temperature = 1.5f)
    {
        var random = new Random(seed);
        return new DenseNetwork(
            Values(random, 3),
            Values(random, 3),
            [
                new DenseLayer(Values(random, 15), Values(random, 5), Activation.Relu),
                new DenseLayer(Values(random, 10), Values(random, 2), Activation.Linear),
            ],
            ["music", "spëech"],
            temperature
        );
    }

    public static float[] Values(Random random, int count)
    {
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)((2 * random.NextDouble()) - 1);
        }

        return values;
    }
}
