using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AudioSampler.Audio.Waveform;

/// <summary>Floats as they stand in a file: little-endian. On machines of the other order they are turned round in place.</summary>
internal static class LittleEndianFloats
{
    /// <summary>The bytes to write; the values can't be read as numbers afterwards.</summary>
    public static ReadOnlySpan<byte> Bytes(Span<float> values)
    {
        Turn(values);
        return MemoryMarshal.AsBytes(values);
    }

    /// <summary>Makes numbers of bytes that were read.</summary>
    public static void Turn(Span<float> values)
    {
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> bits = MemoryMarshal.Cast<float, int>(values);
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }
}
