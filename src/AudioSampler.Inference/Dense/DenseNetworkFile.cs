using System.Buffers.Binary;
using System.Collections.Immutable;
using AudioSampler.Inference.Models;

namespace AudioSampler.Inference.Dense;

/// <summary>
/// The file of a <see cref="DenseNetwork"/>. Little-endian, no padding:
/// <code>
/// bytes  what
/// 4      "AISN"
/// 2      version, 1
/// 2      number of layers L, 1…16
/// 2      number of classes C, 1…1024
/// 2      number of inputs I, 1…4096
/// 4      temperature (float)
/// C x    { 2: length in bytes, 1…256; the name in UTF-8 }
/// 4 I    mean of each input (float)
/// 4 I    scale of each input (float)
/// L x    { 2: outputs N, 1…4096; 2: activation, 0 linear, 1 ReLU; 4·N·inputs: weights, row-major; 4·N: biases }
/// </code>
/// It ends there: bytes left over are an error, as are numbers that are not finite.
/// </summary>
public static class DenseNetworkFile
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaximumBytes = 16 << 20;

    private const ushort Version = 1;
    private const int MaximumLayers = 16;
    private const int MaximumClasses = 1024;
    private const int MaximumWidth = 4096;

    private static ReadOnlySpan<byte> Magic => "AISN"u8;

    /// <summary>Reads a network.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Name of the model, for messages.</param>
    /// <exception cref="ModelException">The bytes are no such file, or a damaged one.</exception>
    public static DenseNetwork Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length > MaximumBytes)
        {
            throw new ModelException(name, $"{bytes.Length} bytes are more than the {MaximumBytes} allowed");
        }

        var reader = new NetworkReader(bytes, name);
        if (!reader.Take(4).SequenceEqual(Magic))
        {
            throw new ModelException(name, "this is no network file (it doesn't begin with AISN)");
        }

        int version = reader.Number("version", 0, ushort.MaxValue);
        if (version != Version)
        {
            throw new ModelException(name, $"network file version {version} is not known; this program reads version {Version}");
        }

        int layerCount = reader.Number("number of layers", 1, MaximumLayers);
        int classCount = reader.Number("number of classes", 1, MaximumClasses);
        int inputs = reader.Number("number of inputs", 1, MaximumWidth);
        float temperature = reader.Floats(1)[0];
        if (temperature <= 0)
        {
            throw new ModelException(name, $"temperature {temperature} is not above 0");
        }

        var classes = ImmutableArray.CreateBuilder<string>(classCount);
        for (int i = 0; i < classCount; i++)
        {
            classes.Add(reader.Text());
        }

        float[] mean = reader.Floats(inputs);
        float[] scale = reader.Floats(inputs);
        var layers = ImmutableArray.CreateBuilder<DenseLayer>(layerCount);
        for (int i = 0; i < layerCount; i++)
        {
            int outputs = reader.Number("number of outputs", 1, MaximumWidth);
            var activation = (Activation)reader.Number("activation", 0, 1);
            float[] weights = reader.Floats(inputs * outputs);
            layers.Add(new DenseLayer(weights, reader.Floats(outputs), activation));
            inputs = outputs;
        }

        reader.End();
        if (inputs != classCount)
        {
            throw new ModelException(name, $"the last layer gives {inputs} values for {classCount} classes");
        }

        return new DenseNetwork(mean, scale, layers.MoveToImmutable(), classes.MoveToImmutable(), temperature);
    }

    /// <summary>Writes a network, so that <see cref="Read"/> gives it back.</summary>
    public static byte[] Write(DenseNetwork network)
    {
        using var stream = new MemoryStream();
        stream.Write(Magic);
        WriteNumber(stream, Version);
        WriteNumber(stream, network.Layers.Length);
        WriteNumber(stream, network.Classes.Length);
        WriteNumber(stream, network.InputSize);
        WriteFloats(stream, [network.Temperature]);
        foreach (string name in network.Classes)
        {
            byte[] text = NetworkReader.Utf8.GetBytes(name);
            WriteNumber(stream, text.Length);
            stream.Write(text);
        }

        WriteFloats(stream, network.Mean);
        WriteFloats(stream, network.Scale);
        foreach (DenseLayer layer in network.Layers)
        {
            WriteNumber(stream, layer.OutputSize);
            WriteNumber(stream, (int)layer.Activation);
            WriteFloats(stream, layer.Weights);
            WriteFloats(stream, layer.Biases);
        }

        return stream.ToArray();
    }

    private static void WriteNumber(Stream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, checked((ushort)value));
        stream.Write(bytes);
    }

    private static void WriteFloats(Stream stream, ReadOnlySpan<float> values)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }
}
