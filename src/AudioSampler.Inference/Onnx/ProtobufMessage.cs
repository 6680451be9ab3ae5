using System.Buffers;
using System.Text;

namespace AudioSampler.Inference.Onnx;

/// <summary>Writes one protobuf message into memory: fields with their numbers, in the wire format of Protocol Buffers.</summary>
internal sealed class ProtobufMessage
{
    private const int Varint = 0;
    private const int Bytes = 2;
    private const int Fixed32 = 5;
    private const int WireTypeBits = 3;
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>The message so far.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public ProtobufMessage Number(int field, long value)
    {
        WriteVarint((ulong)((field << WireTypeBits) | Varint));
        WriteVarint((ulong)value);
        return this;
    }

    public ProtobufMessage Float(int field, float value)
    {
        WriteVarint((ulong)((field << WireTypeBits) | Fixed32));
        BitConverter.TryWriteBytes(_bytes.GetSpan(sizeof(float)), value);
        _bytes.Advance(sizeof(float));
        return this;
    }

    public ProtobufMessage Text(int field, string value) => Raw(field, Encoding.UTF8.GetBytes(value));

    public ProtobufMessage Message(int field, ProtobufMessage value) => Raw(field, value.Written.Span);

    public ProtobufMessage Raw(int field, ReadOnlySpan<byte> value)
    {
        Header(field, value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <summary>Announces a field whose bytes are written by somebody else.</summary>
    public ProtobufMessage Header(int field, long length)
    {
        WriteVarint((ulong)((field << WireTypeBits) | Bytes));
        WriteVarint((ulong)length);
        return this;
    }

    private void WriteVarint(ulong value)
    {
        const int Bits = 7;
        const ulong More = 0x80;
        while (value >= More)
        {
            _bytes.Write([(byte)(value | More)]);
            value >>= Bits;
        }

        _bytes.Write([(byte)value]);
    }
}
