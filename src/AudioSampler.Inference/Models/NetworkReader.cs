using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AudioSampler.Inference.Models;

/// <summary>Reads this project's network files, in which everything is little-endian and without padding. What is wrong ends in a <see cref="ModelException"/> that names the model.</summary>
/// <param name="bytes">The file.</param>
/// <param name="name">Name of the model, for messages.</param>
internal ref struct NetworkReader(ReadOnlySpan<byte> bytes, string name)
{
    /// <summary>Names in network files.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const int MaximumNameBytes = 256;

    private ReadOnlySpan<byte> _rest = bytes;

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new ModelException(name, $"the file is cut off: {count} bytes expected, {_rest.Length} left");
        }

        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    public int Number(string what, int minimum, int maximum)
    {
        int value = BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
        return value >= minimum && value <= maximum
            ? value
            : throw new ModelException(name, $"{what} is {value}, not {minimum} to {maximum}");
    }

    public string Text()
    {
        ReadOnlySpan<byte> text = Take(Number("length of a class name", 1, MaximumNameBytes));
        try
        {
            return Utf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            throw new ModelException(name, "a class name is not UTF-8");
        }
    }

    public float[] Floats(int count)
    {
        // The bytes are taken before the array is made: a lying header can't ask for more memory than the file has.
        ReadOnlySpan<byte> taken = Take(checked(count * 4));
        float[] values = new float[count];
        if (BitConverter.IsLittleEndian)
        {
            taken.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                values[i] = BinaryPrimitives.ReadSingleLittleEndian(taken[(4 * i)..]);
            }
        }

        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                throw new ModelException(name, "a weight is not a finite number");
            }
        }

        return values;
    }

    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new ModelException(name, $"{_rest.Length} bytes follow the end of the network");
        }
    }
}
