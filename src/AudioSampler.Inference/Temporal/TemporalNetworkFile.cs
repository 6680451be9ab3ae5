using System.Collections.Immutable;
using AudioSampler.Inference.Models;

namespace AudioSampler.Inference.Temporal;

/// <summary>
/// The file of a <see cref="TemporalNetwork"/>. Little-endian, no padding:
/// <code>
/// bytes  what
/// 4      "AIST"
/// 2      version, 1
/// 2      number of inputs I, 1…256
/// 2      width W, 1…256
/// 2      taps K, odd, 1…15
/// 2      number of blocks B, 1…12; block b has the dilation 2^b
/// 2      number of heads H, 1…16
/// H x    { 2: length in bytes, 1…256; the name in UTF-8; 2: outputs N, 1…1024 }
/// then floats: the first convolution (W x I x K weights, W biases), for each block the dilated one (W x W x K, W) and the mix (W x W, W), for each head N x W weights and N biases
/// </code>
/// It ends there: bytes left over are an error, as are numbers that are not finite.
/// </summary>
public static class TemporalNetworkFile
{
    private const ushort Version = 1;
    private const int MostChannels = 256;
    private const int MostTaps = 15;
    private const int MostBlocks = 12;
    private const int MostHeads = 16;
    private const int MostOutputs = 1024;

    private static ReadOnlySpan<byte> Magic => "AIST"u8;

    /// <summary>Reads a network.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">Name of the model, for messages.</param>
    /// <exception cref="ModelException">The bytes are no such file, or a damaged one.</exception>
    public static TemporalNetwork Read(ReadOnlySpan<byte> bytes, string name)
    {
        var reader = new NetworkReader(bytes, name);
        if (!reader.Take(Magic.Length).SequenceEqual(Magic))
        {
            throw new ModelException(name, "this is no temporal network (it doesn't begin with AIST)");
        }

        reader.Number("version", Version, Version);
        int inputs = reader.Number("number of inputs", 1, MostChannels);
        int width = reader.Number("width", 1, MostChannels);
        int taps = reader.Number("number of taps", 1, MostTaps);
        if (taps % 2 == 0)
        {
            throw new ModelException(name, $"number of taps is {taps}, not odd");
        }

        int blockCount = reader.Number("number of blocks", 1, MostBlocks);
        int headCount = reader.Number("number of heads", 1, MostHeads);
        var shapes = new (string Name, int Outputs)[headCount];
        for (int h = 0; h < headCount; h++)
        {
            string head = reader.Text();
            shapes[h] = (head, reader.Number("number of outputs", 1, MostOutputs));
        }

        TemporalLayer first = Layer(ref reader, width, inputs, taps, 1);
        var blocks = ImmutableArray.CreateBuilder<(TemporalLayer, TemporalLayer)>(blockCount);
        for (int b = 0; b < blockCount; b++)
        {
            TemporalLayer wide = Layer(ref reader, width, width, taps, 1 << b);
            blocks.Add((wide, Layer(ref reader, width, width, 1, 1)));
        }

        var heads = ImmutableArray.CreateBuilder<TemporalHead>(headCount);
        foreach ((string head, int outputs) in shapes)
        {
            float[] weights = reader.Floats(outputs * width);
            heads.Add(new TemporalHead(head, weights, reader.Floats(outputs)));
        }

        reader.End();
        return new TemporalNetwork(first, blocks.MoveToImmutable(), heads.MoveToImmutable());
    }

    private static TemporalLayer Layer(ref NetworkReader reader, int outputs, int inputs, int taps, int dilation)
    {
        float[] weights = reader.Floats(outputs * inputs * taps);
        return new TemporalLayer(weights, reader.Floats(outputs), inputs, taps, dilation);
    }
}
