using System.Collections.Immutable;
using System.Globalization;
using AudioSampler.Inference.Checkpoints;
using AudioSampler.Inference.Onnx;

namespace AudioSampler.Inference.Importers;

/// <summary>
/// EfficientAT MN networks of any width: MobileNetV3 for AudioSet. Widths, kernel sizes, squeeze-excitation and the head are read from the tensors; strides
/// and activations are those of the published files. Batch normalisation is folded into the convolutions.
/// </summary>
/// <remarks>
/// References: F. Schmid, K. Koutini and G. Widmer, "Efficient large-scale audio tagging via transformer-to-CNN knowledge distillation", ICASSP 2023; A. Howard
/// et al., "Searching for MobileNetV3", ICCV 2019. The published variants <c>s2221</c> and <c>s2211</c>, which differ in strides alone, can't be told from
/// their tensors and are read as the standard ones.
/// </remarks>
internal sealed class EfficientAtImporter(TorchCheckpoint checkpoint)
{
    private const int Bands = 128;
    private const int Opset = 14;
    private const int FirstBlock = 1;
    private const int LastBlock = 15;
    private const int LastReluBlock = 6;
    private const double Epsilon = 1e-3;
    private const double HeadEpsilon = 1e-5;
    private static readonly ImmutableHashSet<int> s_halving = [2, 4, 7, 13];

    private readonly ExpectedTensors _tensors = new(checkpoint);
    private readonly OnnxGraph _graph = new("efficientat-mn", Opset);

    public static bool Fits(TorchCheckpoint checkpoint) =>
        checkpoint.Has("features.0.0.weight") && checkpoint.Has("features.1.block.0.0.weight");

    public (ImportedNetwork Network, OnnxGraph Graph) Build()
    {
        string x = _graph.Input("mel", "n", 1, Bands, "t");
        x = HardSwish(Convolution(x, "features.0", 1, stride: 2, grouped: false, out int width));
        for (int block = FirstBlock; block <= LastBlock; block++)
        {
            x = Block(x, block, ref width);
        }

        x = HardSwish(Convolution(x, "features.16", width, stride: 1, grouped: false, out int embedding));
        string pooled = _graph.Node("GlobalAveragePool", [x]);
        _graph.Node("Flatten", [pooled], [OnnxAttribute.Of("axis", 1)], "embedding");
        int labels = checkpoint.Has("classifier.2.weight") ? MlpHead(embedding) : ConvolutionalHead(x, embedding);
        _graph.Output("embedding", "n", embedding);
        _graph.Output("logits", "n", labels);
        _tensors.RequireAllUsed(_ => false);
        return (new ImportedNetwork("efficientat-mn", _tensors.Parameters, labels, embedding), _graph);
    }

    /// <summary>An inverted residual block: expansion, depthwise convolution, squeeze-excitation where there is one, projection.</summary>
    private string Block(string input, int number, ref int width)
    {
        string stem = $"features.{number}.block";
        int[] members = Members(stem);
        int last = members[^1];
        int stride = 1;
        int inside = width;
        string x = input;
        foreach (int member in members)
        {
            string name = $"{stem}.{member}";
            if (!checkpoint.Has($"{name}.0.weight"))
            {
                x = SqueezeExcitation(x, $"{name}.conc_se_layers.0", inside);
                continue;
            }

            bool depthwise = checkpoint.ShapeOf($"{name}.0.weight")[^1] > 1;
            int step = depthwise && s_halving.Contains(number) ? 2 : 1;
            stride *= step;
            x = Convolution(x, name, inside, step, depthwise, out inside);
            if (member != last)
            {
                x = number <= LastReluBlock ? _graph.Node("Relu", [x]) : HardSwish(x);
            }
        }

        bool residual = stride == 1 && inside == width;
        width = inside;
        return residual ? _graph.Node("Add", [input, x]) : x;
    }

    /// <summary>Numbers of the members of a block, in order.</summary>
    private int[] Members(string stem)
    {
        int[] members =
        [
            .. checkpoint
                .Tensors.Where(t => t.Name.StartsWith(stem + ".", StringComparison.Ordinal))
                .Select(t => t.Name[(stem.Length + 1)..].Split('.')[0])
                .Where(n => int.TryParse(n, CultureInfo.InvariantCulture, out _))
                .Select(n => int.Parse(n, CultureInfo.InvariantCulture))
                .Distinct()
                .Order(),
        ];
        return members.Length > 0
            ? members
            : throw new CheckpointException(checkpoint.FileName, $"the tensor {stem}.0.0.weight is missing");
    }

    /// <summary>A convolution without bias and its batch normalisation, as one.</summary>
    private string Convolution(string input, string name, int inputWidth, int stride, bool grouped, out int outputWidth)
    {
        ImmutableArray<int> shape = _tensors.Use($"{name}.0.weight");
        if (shape.Length != 4 || shape[1] != (grouped ? 1 : inputWidth) || (grouped && shape[0] != inputWidth))
        {
            throw new CheckpointException(
                checkpoint.FileName,
                $"{name}.0.weight is of shape {string.Join(" x ", shape)}, which doesn't fit the {inputWidth} channels before it"
            );
        }

        outputWidth = shape[0];
        (float[] scale, float[] bias) = Folded($"{name}.1", outputWidth, Epsilon);
        int each = shape[1] * shape[2] * shape[3];
        string weights = _graph.Weights(
            $"{name}.weight",
            shape,
            () =>
            {
                float[] values = checkpoint.Read($"{name}.0.weight");
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] *= scale[i / each];
                }

                return values;
            }
        );
        string biases = _graph.Weights($"{name}.bias", [outputWidth], () => bias);
        long pad = (shape[3] - 1) / 2;
        return _graph.Node(
            "Conv",
            [input, weights, biases],
            [
                OnnxAttribute.Of("kernel_shape", shape[2], shape[3]),
                OnnxAttribute.Of("strides", stride, stride),
                OnnxAttribute.Of("pads", pad, pad, pad, pad),
                OnnxAttribute.Of("group", grouped ? inputWidth : 1),
            ]
        );
    }

    /// <summary>Scale and shift of a batch normalisation in evaluation.</summary>
    private (float[] Scale, float[] Bias) Folded(string name, int width, double epsilon)
    {
        float[] gamma = _tensors.Read($"{name}.weight", width);
        float[] beta = _tensors.Read($"{name}.bias", width);
        float[] mean = _tensors.Read($"{name}.running_mean", width);
        float[] variance = _tensors.Read($"{name}.running_var", width);
        float[] scale = new float[width];
        float[] bias = new float[width];
        for (int i = 0; i < width; i++)
        {
            double k = gamma[i] / Math.Sqrt(Math.Max(0, variance[i]) + epsilon);
            scale[i] = (float)k;
            bias[i] = (float)(beta[i] - (mean[i] * k));
        }

        return (scale, bias);
    }

    private string SqueezeExcitation(string input, string name, int width)
    {
        int narrow = _tensors.Use($"{name}.fc1.weight")[0];
        string x = _graph.Node("GlobalAveragePool", [input]);
        x = _graph.Node("Relu", [Pointwise(x, $"{name}.fc1", width, narrow)]);
        x = _graph.Node("Sigmoid", [Pointwise(x, $"{name}.fc2", narrow, width)]);
        return _graph.Node("Mul", [input, x]);
    }

    private string Pointwise(string input, string name, int from, int to)
    {
        float[] weights = _tensors.Read($"{name}.weight", to, from);
        float[] bias = _tensors.Read($"{name}.bias", to);
        return _graph.Node(
            "Conv",
            [input, _graph.Weights($"{name}.weight", [to, from, 1, 1], () => weights), _graph.Weights($"{name}.bias", [to], () => bias)],
            [OnnxAttribute.Of("kernel_shape", 1, 1)]
        );
    }

    private int MlpHead(int embedding)
    {
        int hidden = _tensors.Use("classifier.2.weight")[0];
        int labels = _tensors.Use("classifier.5.weight")[0];
        string x = HardSwish(Linear("embedding", "classifier.2", embedding, hidden));
        Linear(x, "classifier.5", hidden, labels, "logits");
        return labels;
    }

    private string Linear(string input, string name, int from, int to, string? output = null)
    {
        float[] weights = _tensors.Read($"{name}.weight", to, from);
        float[] bias = _tensors.Read($"{name}.bias", to);
        return _graph.Node(
            "Gemm",
            [input, _graph.Weights($"{name}.weight", [to, from], () => weights), _graph.Weights($"{name}.bias", [to], () => bias)],
            [OnnxAttribute.Of("transB", 1)],
            output
        );
    }

    private int ConvolutionalHead(string input, int embedding)
    {
        int labels = _tensors.Use("classifier.0.weight")[0];
        float[] weights = _tensors.Read("classifier.0.weight", labels, embedding, 1, 1);
        (float[] scale, float[] bias) = Folded("classifier.1", labels, HeadEpsilon);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] *= scale[i / embedding];
        }

        string x = _graph.Node(
            "Conv",
            [
                input,
                _graph.Weights("head.weight", [labels, embedding, 1, 1], () => weights),
                _graph.Weights("head.bias", [labels], () => bias),
            ],
            [OnnxAttribute.Of("kernel_shape", 1, 1)]
        );
        _graph.Node("Flatten", [_graph.Node("GlobalAveragePool", [x])], [OnnxAttribute.Of("axis", 1)], "logits");
        return labels;
    }

    private string HardSwish(string input) => _graph.Node("HardSwish", [input]);
}
