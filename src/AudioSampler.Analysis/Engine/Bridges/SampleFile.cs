using System.Buffers;
using System.Runtime.InteropServices;
using AudioSampler.Analysis.Engine.Bridges.Messages;
using AudioSampler.Plugins.Contract;

namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>The samples of a region in a file of the temporary store, for a bridge to read; removed when the bridge has answered.</summary>
internal sealed class SampleFile : IDisposable
{
    private const int BlockSamples = 64 << 10;

    private SampleFile(BridgeSignal signal) => Signal = signal;

    /// <summary>Where it is and what it holds.</summary>
    public BridgeSignal Signal { get; }

    /// <summary>Writes a signal.</summary>
    /// <param name="signal">The signal of the region.</param>
    /// <param name="folder">Folder of the temporary store, which is removed with the decoded file whatever happens here.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task<SampleFile> WriteAsync(ISignal signal, string folder, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, $"bridge-{Guid.NewGuid():n}.f32");
        var file = new SampleFile(new BridgeSignal(path, signal.SampleRate, signal.Length, signal.StartSeconds));
        float[] block = ArrayPool<float>.Shared.Rent(BlockSamples);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(BlockSamples * sizeof(float));
        try
        {
            await using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
            int read;
            for (long at = 0; (read = signal.Read(at, block.AsSpan(0, BlockSamples))) > 0; at += read)
            {
                MemoryMarshal.AsBytes(block.AsSpan(0, read)).CopyTo(bytes);
                await stream.WriteAsync(bytes.AsMemory(0, read * sizeof(float)), cancellationToken);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(block);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Removes the file.</summary>
    public void Dispose() => File.Delete(Signal.Path);
}
