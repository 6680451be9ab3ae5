using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AudioSampler.Audio.Store;

/// <summary>Writes a mono signal to a file of the temporary store, block by block.</summary>
internal sealed class SignalWriter : IDisposable
{
    private const int BufferBytes = 1 << 17;

    private readonly FileStream file;
    private readonly StoredSampleFormat format;

    /// <summary>Makes the file.</summary>
    public SignalWriter(string path, StoredSampleFormat format)
    {
        this.format = format;
        file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, BufferBytes);
    }

    /// <summary>Appends samples. 16-bit samples are rounded and clipped at full scale.</summary>
    public void Append(ReadOnlySpan<float> samples)
    {
        if (format == StoredSampleFormat.Float32)
        {
            file.Write(MemoryMarshal.AsBytes(samples));
            return;
        }

        float[] scaled = ArrayPool<float>.Shared.Rent(samples.Length);
        short[] rounded = ArrayPool<short>.Shared.Rent(samples.Length);
        Span<float> values = scaled.AsSpan(0, samples.Length);
        Span<short> integers = rounded.AsSpan(0, samples.Length);
        TensorPrimitives.Multiply(samples, StoredSignal.Int16Scale, values);
        TensorPrimitives.Round(values, values);
        TensorPrimitives.ConvertSaturating<float, short>(values, integers);
        file.Write(MemoryMarshal.AsBytes(integers));
        ArrayPool<short>.Shared.Return(rounded);
        ArrayPool<float>.Shared.Return(scaled);
    }

    /// <summary>Writes what is still held in memory and closes the file.</summary>
    public void Dispose() => file.Dispose();
}
