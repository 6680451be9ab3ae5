using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>Messages on a stream: four bytes of length, big-endian, then so many bytes of UTF-8 JSON. <c>docs/worker-protocol.md</c> describes it.</summary>
/// <typeparam name="T">What is read or written.</typeparam>
internal sealed class MessagePipe<T>(Stream stream, JsonTypeInfo<T> json) : IDisposable
    where T : class
{
    /// <summary>The longest message, in bytes: a result of many hours is a few megabytes. What claims to be longer is no message.</summary>
    public const int LongestMessage = 256 << 20;

    private const int PrefixBytes = 4;

    private readonly Lock _writing = new();

    /// <summary>Writes a message; when this returns, the other side can read it, whatever happens to this process. Safe to call from several threads.</summary>
    /// <exception cref="IOException">The other side is gone.</exception>
    public void Write(T message)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(message, json);
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        BinaryPrimitives.WriteInt32BigEndian(prefix, body.Length);
        lock (_writing)
        {
            stream.Write(prefix);
            stream.Write(body);
            stream.Flush();
        }
    }

    /// <summary>Reads the next message, and blocks until there is one; null when the other side has closed the stream between messages.</summary>
    /// <exception cref="EndOfStreamException">The stream ended within a message.</exception>
    /// <exception cref="InvalidDataException">What came is no message.</exception>
    public T? Read()
    {
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        int read = stream.ReadAtLeast(prefix, PrefixBytes, throwOnEndOfStream: false);
        if (read == 0)
        {
            return null;
        }

        if (read < PrefixBytes)
        {
            throw new EndOfStreamException("the stream ended within a message");
        }

        int length = BinaryPrimitives.ReadInt32BigEndian(prefix);
        if (length is < 2 or > LongestMessage)
        {
            throw new InvalidDataException($"a message of {length} bytes is none");
        }

        byte[] body = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            stream.ReadExactly(body, 0, length);
            return JsonSerializer.Deserialize(body.AsSpan(0, length), json)
                ?? throw new InvalidDataException("a message that is null is none");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"a message can't be read: {exception.Message}", exception);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    /// <summary>Closes the stream.</summary>
    public void Dispose() => stream.Dispose();
}
