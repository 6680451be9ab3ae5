using System.Collections.Immutable;
using AudioSampler.Inference.Checkpoints;
using AudioSampler.Inference.Onnx;

namespace AudioSampler.Inference.Importers;

/// <summary>
/// PaSST networks: audio spectrogram transformers. Depth, stride and the lengths of the position tables are read from the tensors. Input longer than the time
/// table is cut to it; what is shorter takes its first columns.
/// </summary>
/// <remarks>Reference: K. Koutini, J. Schlüter, H. Eghbal-zadeh and G. Widmer, "Efficient training of audio transformers with patchout", Interspeech 2022.</remarks>
internal sealed class PasstImporter(TorchCheckpoint checkpoint)
{
    private const int Bands = 128;
    private const int Opset = 17;
    private const int Patch = 16;
    private const int HeadWidth = 64;
    private const int NarrowHeadWidth = 32;
    private const float BlockEpsilon = 1e-6f;
    private const float HeadEpsilon = 1e-5f;

    private readonly ExpectedTensors _tensors = new(checkpoint);
    private readonly OnnxGraph _graph = new("passt", Opset);
    private int _width;
    private int _heads;

    public static bool Fits(TorchCheckpoint checkpoint) =>
        checkpoint.Has("patch_embed.proj.weight") && checkpoint.Has("blocks.0.attn.qkv.weight");

    public (ImportedNetwork Network, OnnxGraph Graph) Build()
    {
        _width = _tensors.Use("patch_embed.proj.weight")[0];

        // The number of heads is in no tensor: the published networks have heads of 64; the width says where that can't be.
        _heads = _width / (_width % HeadWidth == 0 ? HeadWidth : NarrowHeadWidth);
        string x = Blocks(Tokens());
        x = Normalise(x, "norm", BlockEpsilon);
        string two = _graph.Node("Slice", [x, _graph.Integers(0), _graph.Integers(2), _graph.Integers(1)]);
        _graph.Node("ReduceMean", [two], [OnnxAttribute.Of("axes", [1L]), OnnxAttribute.Of("keepdims", 0)], "embedding");
        int labels = _tensors.Use("head.1.weight")[0];
        _graph.Node(
            "Gemm",
            [Normalise("embedding", "head.0", HeadEpsilon), Tensor("head.1.weight", labels, _width), Tensor("head.1.bias", labels)],
            [OnnxAttribute.Of("transB", 1)],
            "logits"
        );
        _graph.Output("embedding", "n", _width);
        _graph.Output("logits", "n", labels);

        // The head of the distillation token is in the files, but evaluation never uses it.
        _tensors.RequireAllUsed(name => name.StartsWith("head_dist.", StringComparison.Ordinal));
        return (new ImportedNetwork("passt", _tensors.Parameters, labels, _width), _graph);
    }

    /// <summary>Patches with their positions, in rows of frequency, after the two tokens of the network's own.</summary>
    private string Tokens()
    {
        int rows = _tensors.Use("freq_new_pos_embed")[2];
        int columns = _tensors.Use("time_new_pos_embed")[3];
        int stride = Stride(rows);
        string x = _graph.Input("mel", "n", 1, Bands, "t");
        x = _graph.Node(
            "Conv",
            [x, Tensor("patch_embed.proj.weight", _width, 1, Patch, Patch), Tensor("patch_embed.proj.bias", _width)],
            [OnnxAttribute.Of("kernel_shape", Patch, Patch), OnnxAttribute.Of("strides", stride, stride)]
        );
        const int TimeAxis = 3;
        x = _graph.Node("Slice", [x, _graph.Integers(0), _graph.Integers(columns), _graph.Integers(TimeAxis)]);
        string shape = _graph.Node("Shape", [x]);
        string here = _graph.Node("Gather", [shape, _graph.Integers(TimeAxis)]);
        string times = _graph.Node(
            "Slice",
            [Tensor("time_new_pos_embed", 1, _width, 1, columns), _graph.Integers(0), here, _graph.Integers(TimeAxis)]
        );
        x = _graph.Node("Add", [x, times]);
        x = _graph.Node("Add", [x, Tensor("freq_new_pos_embed", 1, _width, rows, 1)]);
        x = _graph.Node("Reshape", [x, _graph.Integers(0, _width, -1)]);
        x = _graph.Node("Transpose", [x], [OnnxAttribute.Of("perm", 0, 2, 1)]);
        string count = _graph.Node("Gather", [shape, _graph.Integers(0)]);
        string target = _graph.Node("Concat", [count, _graph.Integers(2, _width)], [OnnxAttribute.Of("axis", 0)]);
        string own = _graph.Node("Expand", [_graph.Weights("tokens", [1, 2, _width], OwnTokens), target]);
        return _graph.Node("Concat", [own, x], [OnnxAttribute.Of("axis", 1)]);
    }

    private int Stride(int rows)
    {
        // The published tables have floor((128 - 16) / stride) + 1 rows.
        int[] known = [10, 12, 14, 16];
        int stride = Array.Find(known, s => ((Bands - Patch) / s) + 1 == rows);
        return stride > 0
            ? stride
            : throw new CheckpointException(
                checkpoint.FileName,
                $"freq_new_pos_embed has {rows} rows, which fits none of the published strides"
            );
    }

    /// <summary>The class token and the distillation token, each with its position.</summary>
    private float[] OwnTokens()
    {
        float[] both = [.. _tensors.Read("cls_token", 1, 1, _width), .. _tensors.Read("dist_token", 1, 1, _width)];
        float[] positions = _tensors.Read("new_pos_embed", 1, 2, _width);
        for (int i = 0; i < both.Length; i++)
        {
            both[i] += positions[i];
        }

        return both;
    }

    private string Blocks(string x)
    {
        _ = OwnTokens(); // Missing tokens are told before anything is written.
        for (int block = 0; block == 0 || checkpoint.Has($"blocks.{block}.norm1.weight"); block++)
        {
            string name = $"blocks.{block}";
            x = _graph.Node("Add", [x, Attention(Normalise(x, $"{name}.norm1", BlockEpsilon), $"{name}.attn")]);
            string y = Linear(Normalise(x, $"{name}.norm2", BlockEpsilon), $"{name}.mlp.fc1", _width);
            x = _graph.Node("Add", [x, Linear(Gelu(y), $"{name}.mlp.fc2", _tensors.Use($"{name}.mlp.fc1.weight")[0])]);
        }

        return x;
    }

    private string Attention(string input, string name)
    {
        int each = _width / _heads;
        string x = Linear(input, $"{name}.qkv", _width);
        x = _graph.Node("Reshape", [x, _graph.Integers(0, 0, 3, _heads, each)]);
        x = _graph.Node("Transpose", [x], [OnnxAttribute.Of("perm", 2, 0, 3, 1, 4)]);
        string queries = Part(0);
        string keys = _graph.Node("Transpose", [Part(1)], [OnnxAttribute.Of("perm", 0, 1, 3, 2)]);
        string values = Part(2);
        string scores = _graph.Node("MatMul", [queries, keys]);
        scores = _graph.Node("Mul", [scores, _graph.Scalar(1 / MathF.Sqrt(each))]);
        scores = _graph.Node("Softmax", [scores], [OnnxAttribute.Of("axis", -1)]);
        string mixed = _graph.Node("Transpose", [_graph.Node("MatMul", [scores, values])], [OnnxAttribute.Of("perm", 0, 2, 1, 3)]);
        return Linear(_graph.Node("Reshape", [mixed, _graph.Integers(0, 0, _width)]), $"{name}.proj", _width);

        string Part(int index) => _graph.Node("Gather", [x, _graph.Integer(index)], [OnnxAttribute.Of("axis", 0)]);
    }

    /// <summary>The exact form, by the error function.</summary>
    private string Gelu(string x)
    {
        string y = _graph.Node("Erf", [_graph.Node("Div", [x, _graph.Scalar(MathF.Sqrt(2))])]);
        y = _graph.Node("Add", [y, _graph.Scalar(1)]);
        return _graph.Node("Mul", [_graph.Node("Mul", [x, y]), _graph.Scalar(0.5f)]);
    }

    /// <summary>A layer of weights [outputs, inputs], which a product of matrices wants the other way round.</summary>
    private string Linear(string input, string name, int inputs)
    {
        ImmutableArray<int> shape = _tensors.Use($"{name}.weight");
        int outputs = shape[0];
        if (shape.Length != 2 || shape[1] != inputs)
        {
            throw new CheckpointException(
                checkpoint.FileName,
                $"{name}.weight is of shape {string.Join(" x ", shape)}, but takes {inputs}"
            );
        }

        string weights = _graph.Weights(
            $"{name}.weight",
            [inputs, outputs],
            () =>
            {
                float[] given = checkpoint.Read($"{name}.weight");
                float[] turned = new float[given.Length];
                for (int i = 0; i < outputs; i++)
                {
                    for (int k = 0; k < inputs; k++)
                    {
                        turned[(k * outputs) + i] = given[(i * inputs) + k];
                    }
                }

                return turned;
            }
        );
        return _graph.Node("Add", [_graph.Node("MatMul", [input, weights]), Tensor($"{name}.bias", outputs)]);
    }

    private string Normalise(string input, string name, float epsilon) =>
        _graph.Node(
            "LayerNormalization",
            [input, Tensor($"{name}.weight", _width), Tensor($"{name}.bias", _width)],
            [OnnxAttribute.Of("axis", -1), OnnxAttribute.Of("epsilon", epsilon)]
        );

    /// <summary>A tensor as it is; its shape is checked now, its values are read when they are written.</summary>
    private string Tensor(string name, params ReadOnlySpan<int> shape)
    {
        ImmutableArray<int> actual = _tensors.Use(name);
        return actual.AsSpan().SequenceEqual(shape)
            ? _graph.Weights(name, actual, () => checkpoint.Read(name))
            : throw new CheckpointException(
                checkpoint.FileName,
                $"{name} is of shape {string.Join(" x ", actual)}, but {string.Join(" x ", shape.ToArray())} is expected"
            );
    }
}
