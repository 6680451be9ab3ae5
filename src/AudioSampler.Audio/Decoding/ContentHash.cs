using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace AudioSampler.Audio.Decoding;

/// <summary>The identity of a file: SHA-256 over its bytes.</summary>
public static class ContentHash
{
    private const int BlockBytes = 1 << 17;

    /// <summary>Reads a file to its end.</summary>
    /// <returns><c>sha256:</c> and 64 hexadecimal digits.</returns>
    public static string Of(SafeFileHandle file, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            long offset = 0;
            for (int read; (read = RandomAccess.Read(file, block, offset)) > 0; offset += read)
            {
                cancellationToken.ThrowIfCancellationRequested();
                hash.AppendData(block.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
