using System.Buffers.Binary;

namespace AudioSampler.Testing;

/// <summary>Writes WAV files by hand, so that tests don't trust the code under test.</summary>
public static class WaveFiles
{
    /// <summary>Writes 16-bit PCM.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="samples">Full scale ±1.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="channels">Number of channels; the samples are interleaved.</param>
    public static void Write(string path, ReadOnlySpan<float> samples, int sampleRate, int channels = 1)
    {
        byte[] bytes = new byte[44 + (samples.Length * 2)];
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), sampleRate * 2 * channels);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(32), (short)(2 * channels));
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(34), 16);
        "data"u8.CopyTo(bytes.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(40), samples.Length * 2);
        for (int i = 0; i < samples.Length; i++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(
                bytes.AsSpan(44 + (2 * i)),
                (short)Math.Clamp(Math.Round(samples[i] * 32767), short.MinValue, short.MaxValue)
            );
        }

        File.WriteAllBytes(path, bytes);
    }
}
