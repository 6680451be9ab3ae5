using System.Collections.Immutable;
using AudioSampler.Inference.Onnx;

namespace AudioSampler.Inference.Notes;

/// <summary>
/// Rebuilds basic-pitch as ONNX from its published weights: a constant-Q transform of nine octaves by convolutions, a stack of harmonics, and three small
/// convolutional branches for contours, notes and onsets.
/// </summary>
/// <remarks>
/// References: R. Bittner et al., "A lightweight instrument-agnostic model for polyphonic note transcription and multipitch estimation", ICASSP 2022;
/// K. W. Cheuk et al., "nnAudio", IEEE Access 2020, for the transform.
/// </remarks>
internal sealed class BasicPitchGraph
{
    public const int WindowSamples = 43_844;
    public const int WindowFrames = 172;
    public const int Notes = 88;
    public const int Contours = 264;
    public const string Audio = "audio";
    public const string ContourOutput = "contour";
    public const string NoteOutput = "note";
    public const string OnsetOutput = "onset";

    private const int Opset = 14;
    private const int Octaves = 9;
    private const int BinsPerOctave = 36;
    private const int KernelSamples = 256;
    private const int HopSamples = 256;
    private const int Bins = 309;
    private const string Stem = "StatefulPartitionedCall/model_1/";
    private const string Transform = Stem + "cq_t2010v2_1/";

    /// <summary>Bins by which each channel of the stack is shifted: the harmonics ½, 1, 2 … 7 at 36 bins an octave.</summary>
    private static readonly ImmutableArray<int> s_shifts = [-36, 0, 36, 57, 72, 84, 93, 101];

    private readonly OnnxGraph _graph = new("basic-pitch", Opset);
    private readonly TensorflowWeights _weights;

    private BasicPitchGraph(TensorflowWeights weights) => _weights = weights;

    /// <summary>Builds the network: <c>audio</c> [n, 1, 43844] to <c>contour</c> [n, 172, 264], <c>note</c> and <c>onset</c> [n, 172, 88], all 0…1.</summary>
    public static ReadOnlyMemory<byte> Build(TensorflowWeights weights)
    {
        OnnxGraph graph = new BasicPitchGraph(weights).Build();
        using var model = new MemoryStream();
        graph.WriteTo(model);
        return model.ToArray();
    }

    private OnnxGraph Build()
    {
        string spectrum = Levels(ConstantQ(_graph.Input(Audio, "n", 1, WindowSamples)));
        string stack = HarmonicStack(spectrum);

        string contour = Relu(Convolve(stack, "conv2d_1/Conv2D_weights", "conv2d_1/Conv2D_bn_offset", [3, 39, 8, 8], 1, [1, 19]));
        contour = Sigmoid(
            Convolve(contour, "contours-reduced/Conv2D/ReadVariableOp", "contours-reduced/BiasAdd/ReadVariableOp", [5, 5, 8, 1], 1, [2, 2])
        );

        string note = Relu(
            Convolve(contour, "conv2d_2/Conv2D/ReadVariableOp", "conv2d_2/BiasAdd/ReadVariableOp", [7, 7, 1, 32], 3, [3, 2])
        );
        note = Sigmoid(Convolve(note, "conv2d_3/Conv2D/ReadVariableOp", "conv2d_3/BiasAdd/ReadVariableOp", [7, 3, 32, 1], 1, [3, 1]));

        string onset = Relu(Convolve(stack, "conv2d_4/Conv2D_weights", "conv2d_4/Conv2D_bn_offset", [5, 5, 8, 32], 3, [2, 1]));
        onset = _graph.Node("Concat", [note, onset], [OnnxAttribute.Of("axis", 1)]);
        onset = Sigmoid(Convolve(onset, "conv2d_5/Conv2D/ReadVariableOp", "conv2d_5/BiasAdd/ReadVariableOp", [3, 3, 33, 1], 1, [1, 1]));

        Give(contour, ContourOutput, Contours);
        Give(note, NoteOutput, Notes);
        Give(onset, OnsetOutput, Notes);
        return _graph;
    }

    /// <summary>Power of 309 bins in 172 frames, [n, 172, 309]: each octave from the signal at half the rate of the one above, by the same kernels.</summary>
    private string ConstantQ(string audio)
    {
        string kernels = _graph.Weights("kernels", [2 * BinsPerOctave, 1, KernelSamples], Kernels);
        string lowPass = _graph.Weights(
            "low-pass",
            [1, 1, KernelSamples],
            () => _weights.Floats($"{Transform}conv1d_2/ExpandDims_1", 1, KernelSamples, 1, 1)
        );
        string first = _graph.Integers(0);
        string half = _graph.Integers(BinsPerOctave);
        string whole = _graph.Integers(2 * BinsPerOctave);
        string ends = _graph.Integers(0, 0, KernelSamples / 2, 0, 0, KernelSamples / 2);
        string channels = _graph.Integers(1);
        string[] octaves = new string[Octaves];
        string x = audio;
        for (int octave = 0; octave < Octaves; octave++)
        {
            string padded = _graph.Node("Pad", [x, ends], [OnnxAttribute.Of("mode", "reflect")]);
            string parts = _graph.Node("Conv", [padded, kernels], [OnnxAttribute.Of("strides", [HopSamples >> octave])]);
            string squares = _graph.Node("Mul", [parts, parts]);
            string real = _graph.Node("Slice", [squares, first, half, channels]);
            string imaginary = _graph.Node("Slice", [squares, half, whole, channels]);
            octaves[Octaves - 1 - octave] = _graph.Node("Add", [real, imaginary]);
            const long LowPassPad = (KernelSamples / 2) - 1;
            x =
                octave < Octaves - 1
                    ? _graph.Node(
                        "Conv",
                        [x, lowPass],
                        [OnnxAttribute.Of("strides", [2]), OnnxAttribute.Of("pads", LowPassPad, LowPassPad)]
                    )
                    : x;
        }

        const int All = Octaves * BinsPerOctave;
        string joined = _graph.Node("Concat", octaves, [OnnxAttribute.Of("axis", 1)]);
        string bins = _graph.Node("Slice", [joined, _graph.Integers(All - Bins), _graph.Integers(All), channels]);
        string scaled = _graph.Node("Mul", [bins, _graph.Weights("lengths", [Bins, 1], Lengths)]);
        return _graph.Node("Transpose", [scaled], [OnnxAttribute.Of("perm", 0, 2, 1)]);
    }

    /// <summary>Decibels from the least to the greatest of the window, then the normalisation that the network was trained with; [n, 1, 172, 309].</summary>
    private string Levels(string power)
    {
        const float Floor = 1e-10f;
        const float LeastRange = 1e-12f;
        float decibels = 10 / MathF.Log(10);
        string level = _graph.Node(
            "Mul",
            [_graph.Node("Log", [_graph.Node("Add", [power, _graph.Scalar(Floor)])]), _graph.Scalar(decibels)]
        );
        string above = _graph.Node("Sub", [level, Extreme("ReduceMin", level)]);
        string range = _graph.Node("Max", [Extreme("ReduceMax", above), _graph.Scalar(LeastRange)]);
        string normal = _graph.Node("Div", [above, range]);
        float scale = _weights.Floats($"{Stem}batch_normalization/FusedBatchNormV3/Scaled", 1)[0];
        float offset = _weights.Floats($"{Stem}batch_normalization/FusedBatchNormV3/Offset", 1)[0];
        string fitted = _graph.Node("Add", [_graph.Node("Mul", [normal, _graph.Scalar(scale)]), _graph.Scalar(offset)]);
        return _graph.Node("Unsqueeze", [fitted, _graph.Integers(1)]);
    }

    private string Extreme(string operation, string value) =>
        _graph.Node(operation, [value], [OnnxAttribute.Of("axes", 1, 2), OnnxAttribute.Of("keepdims", 1)]);

    /// <summary>[n, 8, 172, 264]: in each channel the bin of a harmonic stands where its fundamental is.</summary>
    private string HarmonicStack(string spectrum)
    {
        const int BinAxis = 3;
        string axis = _graph.Integers(BinAxis);
        string[] channels = new string[s_shifts.Length];
        for (int i = 0; i < channels.Length; i++)
        {
            int from = Math.Max(0, s_shifts[i]);
            int to = Math.Min(Bins, Contours + s_shifts[i]);
            int before = Math.Max(0, -s_shifts[i]);
            int after = Contours - before - (to - from);
            string slice = _graph.Node("Slice", [spectrum, _graph.Integers(from), _graph.Integers(to), axis]);
            channels[i] = before + after > 0 ? _graph.Node("Pad", [slice, _graph.Integers(0, 0, 0, before, 0, 0, 0, after)]) : slice;
        }

        return _graph.Node("Concat", channels, [OnnxAttribute.Of("axis", 1)]);
    }

    /// <summary>A convolution over time and bins.</summary>
    /// <param name="input">[n, channels, time, bins].</param>
    /// <param name="weights">Name of the weights.</param>
    /// <param name="bias">Name of the bias.</param>
    /// <param name="shape">Height, width, input and output channels of the weights, as TensorFlow keeps them.</param>
    /// <param name="stride">Step over bins.</param>
    /// <param name="padding">Zeros on both sides in time and over bins.</param>
    private string Convolve(string input, string weights, string bias, ImmutableArray<int> shape, int stride, ReadOnlySpan<long> padding)
    {
        (int height, int width, int inputs, int outputs) = (shape[0], shape[1], shape[2], shape[3]);
        string kernel = _graph.Weights(
            weights,
            [outputs, inputs, height, width],
            () => OutputsFirst(_weights.Floats(Stem + weights, shape), inputs, outputs)
        );
        string offset = _graph.Weights(bias, [outputs], () => _weights.Floats(Stem + bias, outputs));
        return _graph.Node(
            "Conv",
            [input, kernel, offset],
            [OnnxAttribute.Of("strides", 1, stride), OnnxAttribute.Of("pads", padding[0], padding[1], padding[0], padding[1])]
        );
    }

    private string Relu(string value) => _graph.Node("Relu", [value]);

    private string Sigmoid(string value) => _graph.Node("Sigmoid", [value]);

    private void Give(string value, string name, int bins)
    {
        _graph.Node("Squeeze", [value, _graph.Integers(1)], output: name);
        _graph.Output(name, "n", WindowFrames, bins);
    }

    private float[] Kernels()
    {
        float[] real = _weights.Floats($"{Transform}conv1d/ExpandDims_1", 1, KernelSamples, 1, BinsPerOctave);
        float[] imaginary = _weights.Floats($"{Transform}conv1d_1/ExpandDims_1", 1, KernelSamples, 1, BinsPerOctave);
        return [.. OutputsFirst(real, 1, BinsPerOctave), .. OutputsFirst(imaginary, 1, BinsPerOctave)];
    }

    private float[] Lengths() => [.. _weights.Floats($"{Transform}Sqrt", Bins, 1, 1).Select(length => length * length)];

    /// <summary>From [place, input, output], as TensorFlow keeps weights, to [output, input, place].</summary>
    private static float[] OutputsFirst(float[] values, int inputs, int outputs)
    {
        int places = values.Length / (inputs * outputs);
        float[] turned = new float[values.Length];
        for (int place = 0; place < places; place++)
        {
            for (int i = 0; i < inputs; i++)
            {
                for (int o = 0; o < outputs; o++)
                {
                    turned[(((o * inputs) + i) * places) + place] = values[(((place * inputs) + i) * outputs) + o];
                }
            }
        }

        return turned;
    }
}
