using AudioSampler.Inference.Dense;

namespace AudioSampler.Inference.Tests.Dense;

public class DenseNetworkTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluation_equals_the_scalar_definition(int seed)
    {
        DenseNetwork network = DenseNetworks.Small(seed);
        float[] input = DenseNetworks.Values(new Random(seed + 100), 3);
        float[] probabilities = new float[2];

        network.Evaluate(input, probabilities);

        double[] expected = Scalar(network, input);
        Assert.Equal(expected[0], probabilities[0], 5);
        Assert.Equal(expected[1], probabilities[1], 5);
        Assert.Equal(1, probabilities.Sum(), 5);
    }

    [Fact]
    public void A_higher_temperature_is_less_sure_of_the_same_class()
    {
        float[] input = [0.3f, -0.8f, 0.9f];
        float[] sure = new float[2];
        float[] timid = new float[2];

        DenseNetworks.Small(1, 0.1f).Evaluate(input, sure);
        DenseNetworks.Small(1, 10f).Evaluate(input, timid);

        Assert.Equal(Array.IndexOf(sure, sure.Max()), Array.IndexOf(timid, timid.Max()));
        Assert.True(timid.Max() < sure.Max());
        Assert.InRange(timid.Max(), 0.5f, 0.6f);
    }

    [Fact]
    public void A_relu_layer_gives_no_negative_value_and_a_linear_one_does()
    {
        float[] output = new float[2];

        new DenseLayer([1, 1], [-5, 5], Activation.Relu).Evaluate([1], output);
        Assert.Equal([0, 6], output);

        new DenseLayer([1, 1], [-5, 5], Activation.Linear).Evaluate([1], output);
        Assert.Equal([-4, 6], output);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        var layer = new DenseLayer(new float[6], new float[2], Activation.Linear);
        Assert.Throws<ArgumentException>(() => new DenseLayer(new float[5], new float[2], Activation.Linear));
        Assert.Throws<ArgumentException>(() => new DenseLayer([], [], Activation.Linear));
        Assert.Throws<ArgumentException>(() => layer.Evaluate(new float[2], new float[2]));
        Assert.Throws<ArgumentException>(() => layer.Evaluate(new float[3], new float[3]));
        Assert.Throws<ArgumentException>(() => new DenseNetwork(new float[3], new float[3], [], ["a", "b"], 1));
        Assert.Throws<ArgumentException>(() => new DenseNetwork(new float[2], new float[2], [layer], ["a", "b"], 1));
        Assert.Throws<ArgumentException>(() => new DenseNetwork(new float[3], new float[2], [layer], ["a", "b"], 1));
        Assert.Throws<ArgumentException>(() => new DenseNetwork(new float[3], new float[3], [layer, layer], ["a", "b"], 1));
        Assert.Throws<ArgumentException>(() => new DenseNetwork(new float[3], new float[3], [layer], ["a"], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DenseNetwork(new float[3], new float[3], [layer], ["a", "b"], 0));
        Assert.Throws<ArgumentException>(() => DenseNetworks.Small().Evaluate(new float[2], new float[2]));
        Assert.Throws<ArgumentException>(() => DenseNetworks.Small().Evaluate(new float[3], new float[1]));
    }

    private static double[] Scalar(DenseNetwork network, float[] input)
    {
        double[] values = new double[input.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (input[i] - (double)network.Mean[i]) * network.Scale[i];
        }

        foreach (DenseLayer layer in network.Layers)
        {
            double[] next = new double[layer.OutputSize];
            for (int o = 0; o < next.Length; o++)
            {
                next[o] = layer.Biases[o];
                for (int i = 0; i < values.Length; i++)
                {
                    next[o] += layer.Weights[(o * values.Length) + i] * values[i];
                }

                next[o] = layer.Activation == Activation.Relu ? Math.Max(0, next[o]) : next[o];
            }

            values = next;
        }

        double[] powers = [.. values.Select(v => Math.Exp(v / network.Temperature))];
        return [.. powers.Select(p => p / powers.Sum())];
    }
}
