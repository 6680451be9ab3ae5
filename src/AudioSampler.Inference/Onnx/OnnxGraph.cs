using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace AudioSampler.Inference.Onnx;

/// <summary>
/// A network as ONNX writes it: built node by node, then written to a stream. Weights are fetched when they are written, so that the whole never stands in
/// memory twice. Little-endian machines only, as all that .NET runs on here. Reference: the public schema <c>onnx.proto</c>.
/// </summary>
internal sealed class OnnxGraph(string name, int opset)
{
    private const int FloatType = 1;
    private const int IntegerType = 7;
    private const int IrVersion = 8;
    private readonly List<ProtobufMessage> _nodes = [];
    private readonly List<Initializer> _initializers = [];
    private readonly List<(int Field, ProtobufMessage Message)> _values = [];
    private int _unnamed;

    /// <summary>Number of nodes.</summary>
    public int NodeCount => _nodes.Count;

    /// <summary>Declares an input of floats; a dimension that is a name is free.</summary>
    public string Input(string valueName, params ReadOnlySpan<object> shape)
    {
        const int GraphInput = 11;
        _values.Add((GraphInput, Value(valueName, shape)));
        return valueName;
    }

    /// <summary>Declares an output of floats.</summary>
    public void Output(string valueName, params ReadOnlySpan<object> shape)
    {
        const int GraphOutput = 12;
        _values.Add((GraphOutput, Value(valueName, shape)));
    }

    /// <summary>Adds weights.</summary>
    public string Weights(string valueName, ImmutableArray<int> shape, Func<float[]> values)
    {
        _initializers.Add(
            new Initializer(
                valueName,
                [.. shape.Select(d => (long)d)],
                FloatType,
                () => MemoryMarshal.AsBytes(values().AsSpan()).ToArray(),
                sizeof(float)
            )
        );
        return valueName;
    }

    /// <summary>Adds a single float.</summary>
    public string Scalar(float value)
    {
        string valueName = NewName("scalar");
        _initializers.Add(new Initializer(valueName, [], FloatType, () => BitConverter.GetBytes(value), sizeof(float)));
        return valueName;
    }

    /// <summary>Adds a list of integers.</summary>
    public string Integers(params ReadOnlySpan<long> values)
    {
        long[] copy = values.ToArray();
        string valueName = NewName("integers");
        _initializers.Add(
            new Initializer(valueName, [copy.Length], IntegerType, () => MemoryMarshal.AsBytes(copy.AsSpan()).ToArray(), sizeof(long))
        );
        return valueName;
    }

    /// <summary>Adds a single integer: an index that takes its dimension away.</summary>
    public string Integer(long value)
    {
        string valueName = NewName("integer");
        _initializers.Add(new Initializer(valueName, [], IntegerType, () => BitConverter.GetBytes(value), sizeof(long)));
        return valueName;
    }

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operation">ONNX operator.</param>
    /// <param name="inputs">Names of its inputs.</param>
    /// <param name="attributes">Its settings.</param>
    /// <param name="output">Name of its output; null for any.</param>
    /// <returns>The name of the output.</returns>
    public string Node(
        string operation,
        ReadOnlySpan<string> inputs,
        ReadOnlySpan<OnnxAttribute> attributes = default,
        string? output = null
    )
    {
        const int InputField = 1;
        const int OutputField = 2;
        const int OperationField = 4;
        const int AttributeField = 5;
        output ??= NewName(operation);
        var node = new ProtobufMessage();
        foreach (string input in inputs)
        {
            node.Text(InputField, input);
        }

        node.Text(OutputField, output).Text(OperationField, operation);
        foreach (OnnxAttribute attribute in attributes)
        {
            node.Message(AttributeField, attribute.Message);
        }

        _nodes.Add(node);
        return output;
    }

    /// <summary>Writes the model.</summary>
    public void WriteTo(Stream stream)
    {
        const int GraphNode = 1;
        const int GraphName = 2;
        const int GraphInitializer = 5;
        const int ModelIrVersion = 1;
        const int ModelProducer = 2;
        const int ModelGraph = 7;
        const int ModelOpset = 8;
        const int OpsetDomain = 1;
        const int OpsetVersion = 2;

        var structure = new ProtobufMessage();
        _nodes.ForEach(node => structure.Message(GraphNode, node));
        structure.Text(GraphName, name);
        _values.ForEach(value => structure.Message(value.Field, value.Message));
        var heads = _initializers.ConvertAll(initializer =>
        {
            ProtobufMessage head = initializer.Head();
            return (Announcement: new ProtobufMessage().Header(GraphInitializer, head.Written.Length + initializer.Bytes), Head: head);
        });
        long length =
            structure.Written.Length
            + heads.Sum(h => (long)h.Announcement.Written.Length + h.Head.Written.Length)
            + _initializers.Sum(i => i.Bytes);

        ProtobufMessage opsetMessage = new ProtobufMessage().Text(OpsetDomain, string.Empty).Number(OpsetVersion, opset);
        ProtobufMessage model = new ProtobufMessage()
            .Number(ModelIrVersion, IrVersion)
            .Text(ModelProducer, "audio-intelligence-sampler")
            .Message(ModelOpset, opsetMessage)
            .Header(ModelGraph, length);
        stream.Write(model.Written.Span);
        stream.Write(structure.Written.Span);
        for (int i = 0; i < heads.Count; i++)
        {
            stream.Write(heads[i].Announcement.Written.Span);
            stream.Write(heads[i].Head.Written.Span);
            stream.Write(_initializers[i].Read());
        }
    }

    private static ProtobufMessage Value(string valueName, ReadOnlySpan<object> shape)
    {
        const int NameField = 1;
        const int TypeField = 2;
        const int TensorType = 1;
        const int ElementType = 1;
        const int ShapeField = 2;
        const int Dimension = 1;
        const int DimensionValue = 1;
        const int DimensionName = 2;
        var dimensions = new ProtobufMessage();
        foreach (object dimension in shape)
        {
            dimensions.Message(
                Dimension,
                dimension is string free
                    ? new ProtobufMessage().Text(DimensionName, free)
                    : new ProtobufMessage().Number(DimensionValue, (int)dimension)
            );
        }

        ProtobufMessage tensor = new ProtobufMessage().Number(ElementType, FloatType).Message(ShapeField, dimensions);
        return new ProtobufMessage().Text(NameField, valueName).Message(TypeField, new ProtobufMessage().Message(TensorType, tensor));
    }

    private string NewName(string stem) => $"{stem}_{_unnamed++}";

    private sealed record Initializer(string Name, ImmutableArray<long> Shape, int ElementType, Func<byte[]> Values, int ElementBytes)
    {
        public long Bytes => Shape.Aggregate((long)ElementBytes, (product, dimension) => product * dimension);

        /// <summary>The tensor up to its data.</summary>
        public ProtobufMessage Head()
        {
            const int Dimensions = 1;
            const int DataType = 2;
            const int NameField = 8;
            const int RawData = 9;
            var head = new ProtobufMessage();
            foreach (long dimension in Shape)
            {
                head.Number(Dimensions, dimension);
            }

            return head.Number(DataType, ElementType).Text(NameField, Name).Header(RawData, Bytes);
        }

        public byte[] Read()
        {
            byte[] bytes = Values();
            return bytes.Length == Bytes
                ? bytes
                : throw new InvalidOperationException($"{Name} has {bytes.Length} bytes, but its shape makes {Bytes}");
        }
    }
}
