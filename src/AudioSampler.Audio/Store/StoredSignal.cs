using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AudioSampler.Audio.Store;

/// <summary>A mono signal in the temporary store, read in any order. Safe to use from several threads.</summary>
public sealed class StoredSignal : IDisposable
{
    internal const float Int16Scale = 32768;

    private readonly SafeFileHandle file;
    private readonly StoredSampleFormat format;

    private StoredSignal(SafeFileHandle file, int sampleRate, StoredSampleFormat format)
    {
        this.file = file;
        this.format = format;
        SampleRate = sampleRate;
        Length = RandomAccess.GetLength(file) / BytesPerSample(format);
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate { get; }

    /// <summary>Number of samples.</summary>
    public long Length { get; }

    /// <summary>Reads samples, full scale ±1.</summary>
    /// <param name="offset">First sample; 0 or more. Beyond the end nothing is read.</param>
    /// <param name="destination">Filled from its start.</param>
    /// <returns>Number of samples read: the length of <paramref name="destination"/>, or less at the end of the signal.</returns>
    public int Read(long offset, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        destination = destination[..(int)Math.Clamp(Length - offset, 0, destination.Length)];
        if (format == StoredSampleFormat.Float32)
        {
            Fill(MemoryMarshal.AsBytes(destination), offset * sizeof(float));
            return destination.Length;
        }

        short[] block = ArrayPool<short>.Shared.Rent(destination.Length);
        try
        {
            Span<short> samples = block.AsSpan(0, destination.Length);
            Fill(MemoryMarshal.AsBytes(samples), offset * sizeof(short));
            TensorPrimitives.ConvertChecked<short, float>(samples, destination);
            TensorPrimitives.Multiply(destination, 1 / Int16Scale, destination);
        }
        finally
        {
            ArrayPool<short>.Shared.Return(block);
        }

        return destination.Length;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    internal static StoredSignal Open(string path, int sampleRate, StoredSampleFormat format) =>
        new(
            File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.None),
            sampleRate,
            format
        );

    internal static int BytesPerSample(StoredSampleFormat format) => format == StoredSampleFormat.Float32 ? sizeof(float) : sizeof(short);

    private void Fill(Span<byte> bytes, long offset)
    {
        for (int done = 0; done < bytes.Length; )
        {
            int read = RandomAccess.Read(file, bytes[done..], offset + done);
            if (read == 0)
            {
                throw new EndOfStreamException("the stored signal became shorter while it was read");
            }

            done += read;
        }
    }
}
