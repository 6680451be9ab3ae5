using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AudioSampler.Audio.Decoding;

/// <summary>The identity of a sound: SHA-256 over what was decoded, the same for every copy with other tags or in another lossless format.</summary>
/// <remarks>
/// Hashed are the rate and the number of channels as 32-bit integers, then all samples as 32-bit floats, channels interleaved, all
/// little-endian; samples that are not numbers count as 0. Lossy formats are decoded in floating point, so their hash holds for one build of
/// FFmpeg; lossless ones give the same everywhere (up to 24 bits).
/// </remarks>
internal sealed class AudioHasher : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins a sound.</summary>
    public AudioHasher(int sampleRate, int channels)
    {
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(head, sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], channels);
        hash.AppendData(head);
    }

    /// <summary>Takes further samples, interleaved. (All machines that .NET 10 runs on with SIMD are little-endian.)</summary>
    public void Append(ReadOnlySpan<float> samples) => hash.AppendData(MemoryMarshal.AsBytes(samples));

    /// <summary>The hash of all that was taken, as <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public string Complete() => "sha256:" + Convert.ToHexStringLower(hash.GetCurrentHash());

    public void Dispose() => hash.Dispose();
}
