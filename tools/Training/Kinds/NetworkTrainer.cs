using System.Collections.Immutable;
using System.Numerics.Tensors;
using AudioSampler.Inference.Dense;

namespace AudioSampler.Training.Kinds;

/// <summary>
/// Trains a dense classifier with one hidden layer: cross entropy, Adam with a falling rate, dropout. Whole groups of inputs are hidden
/// from it at times, so that it doesn't lean on one of them (such as the timbre of the few sources of a kind). The same for the same seed.
/// </summary>
internal sealed class NetworkTrainer(
    int inputs,
    int hidden,
    int outputs,
    int seed,
    IReadOnlyList<(int Start, int Count, double Probability)> hiddenGroups
)
{
    private const float Dropout = 0.3f;
    private const float InputNoise = 0.15f;
    private const float WeightDecay = 0.01f;
    private const float Smoothing = 0.05f;
    private const int Batch = 64;
    private readonly Random _random = new(seed);
    private readonly Parameters _first = new(hidden, inputs);
    private readonly Parameters _second = new(outputs, hidden);

    public DenseNetwork Train(
        IReadOnlyList<float[]> vectors,
        IReadOnlyList<int> labels,
        IReadOnlyList<float> weights,
        ImmutableArray<string> classes,
        int epochs
    )
    {
        (float[] mean, float[] scale) = Standardise(vectors);
        List<float[]> inputsOf = [.. vectors.Select(v => Scaled(v, mean, scale))];
        _first.Randomise(_random);
        _second.Randomise(_random);
        int[] order = [.. Enumerable.Range(0, vectors.Count)];
        int step = 0;
        int steps = epochs * ((order.Length + Batch - 1) / Batch);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            _random.Shuffle(order);
            for (int start = 0; start < order.Length; start += Batch)
            {
                int end = Math.Min(order.Length, start + Batch);
                for (int i = start; i < end; i++)
                {
                    Accumulate(inputsOf[order[i]], labels[order[i]], weights[order[i]]);
                }

                step++;
                float rate = 2e-3f * (0.5f + (0.5f * MathF.Cos(MathF.PI * step / steps)));
                _first.Step(end - start, step, rate, WeightDecay);
                _second.Step(end - start, step, rate, WeightDecay);
            }
        }

        return new DenseNetwork(
            mean,
            scale,
            [
                new DenseLayer(_first.Weights, _first.Biases, Activation.Relu),
                new DenseLayer(_second.Weights, _second.Biases, Activation.Linear),
            ],
            classes,
            temperature: 1
        );
    }

    private void Accumulate(float[] clean, int label, float weight)
    {
        float[] input = new float[inputs];
        for (int i = 0; i < inputs; i++)
        {
            input[i] = clean[i] + (InputNoise * (float)((_random.NextDouble() * 2) - 1));
        }

        foreach ((int start, int count, double probability) in hiddenGroups)
        {
            if (_random.NextDouble() < probability)
            {
                input.AsSpan(start, count).Clear();
            }
        }

        float[] activations = new float[hidden];
        bool[] kept = new bool[hidden];
        for (int h = 0; h < hidden; h++)
        {
            kept[h] = _random.NextSingle() >= Dropout;
            float sum = kept[h] ? _first.Biases[h] + TensorPrimitives.Dot<float>(_first.Weights.AsSpan(h * inputs, inputs), input) : 0;
            activations[h] = sum > 0 ? sum / (1 - Dropout) : 0;
        }

        float[] probabilities = new float[outputs];
        for (int o = 0; o < outputs; o++)
        {
            probabilities[o] = _second.Biases[o] + TensorPrimitives.Dot<float>(_second.Weights.AsSpan(o * hidden, hidden), activations);
        }

        TensorPrimitives.SoftMax<float>(probabilities, probabilities);
        float[] back = new float[hidden];
        for (int o = 0; o < outputs; o++)
        {
            float target = (o == label ? 1 - Smoothing : 0) + (Smoothing / outputs);
            float error = weight * (probabilities[o] - target);
            _second.BiasGradients[o] += error;
            Span<float> gradients = _second.Gradients.AsSpan(o * hidden, hidden);
            TensorPrimitives.MultiplyAdd(activations, error, gradients, gradients);
            TensorPrimitives.MultiplyAdd(_second.Weights.AsSpan(o * hidden, hidden), error, back, back);
        }

        for (int h = 0; h < hidden; h++)
        {
            if (activations[h] > 0)
            {
                float error = back[h] / (1 - Dropout);
                _first.BiasGradients[h] += error;
                Span<float> gradients = _first.Gradients.AsSpan(h * inputs, inputs);
                TensorPrimitives.MultiplyAdd(input, error, gradients, gradients);
            }
        }
    }

    private static (float[] Mean, float[] Scale) Standardise(IReadOnlyList<float[]> vectors)
    {
        int size = vectors[0].Length;
        float[] mean = new float[size];
        float[] scale = new float[size];
        for (int i = 0; i < size; i++)
        {
            double sum = 0;
            double squares = 0;
            foreach (float[] vector in vectors)
            {
                sum += vector[i];
                squares += (double)vector[i] * vector[i];
            }

            double average = sum / vectors.Count;
            mean[i] = (float)average;
            scale[i] = (float)(1 / Math.Sqrt((squares / vectors.Count) - (average * average) + 1e-6));
        }

        return (mean, scale);
    }

    private static float[] Scaled(float[] vector, float[] mean, float[] scale)
    {
        float[] scaled = new float[vector.Length];
        TensorPrimitives.Subtract<float>(vector, mean, scaled);
        TensorPrimitives.Multiply<float>(scaled, scale, scaled);
        return scaled;
    }

    /// <summary>Weights and biases of a layer with their gradients and Adam's moments.</summary>
    private sealed class Parameters(int rows, int columns)
    {
        private readonly float[] _moments = new float[(rows * columns) + rows];
        private readonly float[] _squares = new float[(rows * columns) + rows];

        public float[] Weights { get; } = new float[rows * columns];

        public float[] Biases { get; } = new float[rows];

        public float[] Gradients { get; } = new float[rows * columns];

        public float[] BiasGradients { get; } = new float[rows];

        public void Randomise(Random random)
        {
            float range = MathF.Sqrt(6f / columns);
            for (int i = 0; i < Weights.Length; i++)
            {
                Weights[i] = range * ((2 * random.NextSingle()) - 1);
            }
        }

        public void Step(int count, int step, float rate, float decay)
        {
            float firstCorrection = 1 - MathF.Pow(0.9f, step);
            float secondCorrection = 1 - MathF.Pow(0.999f, step);
            Update(Weights, Gradients, 0, decay);
            Update(Biases, BiasGradients, rows * columns, 0);

            void Update(float[] values, float[] gradients, int offset, float pull)
            {
                for (int i = 0; i < values.Length; i++)
                {
                    float gradient = gradients[i] / count;
                    gradients[i] = 0;
                    float moment = _moments[offset + i] = (0.9f * _moments[offset + i]) + (0.1f * gradient);
                    float square = _squares[offset + i] = (0.999f * _squares[offset + i]) + (0.001f * gradient * gradient);
                    values[i] -= rate * ((moment / firstCorrection / (MathF.Sqrt(square / secondCorrection) + 1e-8f)) + (pull * values[i]));
                }
            }
        }
    }
}
