using System.Buffers;
using System.Threading.Channels;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Metadata;

namespace AudioSampler.Audio.Decoding;

/// <summary>One run of <c>ffmpeg</c>: the first audio stream of a file as interleaved floats, at the file's own rate and channels.</summary>
/// <remarks>FFmpeg decodes while the samples are used: a reader keeps a few blocks ahead, the pipe some more.</remarks>
internal sealed class FfmpegDecoder : IAsyncDisposable
{
    private const int BlockSamples = 1 << 16;
    private const int BlocksAhead = 4;

    private readonly ToolProcess process;
    private readonly WaveStream stream;
    private readonly Channel<SampleBlock> blocks = Channel.CreateBounded<SampleBlock>(
        new BoundedChannelOptions(BlocksAhead) { SingleReader = true, SingleWriter = true }
    );

    private readonly CancellationTokenSource stop = new();
    private readonly Task reading;

    private FfmpegDecoder(ToolProcess process, WaveStream stream)
    {
        this.process = process;
        this.stream = stream;
        BlockFrames = Math.Max(1, BlockSamples / stream.Channels);
        reading = OnOwnThread(ReadAhead);
    }

    /// <summary>Samples per second.</summary>
    public int SampleRate => stream.SampleRate;

    /// <summary>Number of channels.</summary>
    public int Channels => stream.Channels;

    /// <summary>Most frames (samples of each channel) in a block.</summary>
    public int BlockFrames { get; }

    /// <summary>What FFmpeg had to say.</summary>
    public ToolMessages Messages => process.Messages;

    /// <summary>Starts decoding. Returns when the first samples come.</summary>
    /// <exception cref="AudioContentException">Nothing can be decoded.</exception>
    /// <exception cref="FfmpegMissingException"><c>ffmpeg</c> can't be started.</exception>
    public static async Task<FfmpegDecoder> StartAsync(
        FfmpegPrograms programs,
        InputFile file,
        MediaInfo info,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            PcmEncoding encoding = programs.Encoding;
            var run = ToolProcess.Start(programs.FfmpegPath, Arguments(file, info, encoding), programs.Niceness);
            try
            {
                await using CancellationTokenRegistration kill = cancellationToken.Register(run.Kill);
                if (await OnOwnThread(() => WaveStream.Open(run.Output)) is { } samples)
                {
                    return new FfmpegDecoder(run, samples);
                }

                int exitCode = await run.WaitAsync(cancellationToken);
                if (!FfmpegErrors.EncoderIsMissing(run.Messages) || encoding == PcmEncoding.Int16)
                {
                    throw await FfmpegErrors.OfDecoderAsync(file.Path, exitCode, run.Messages, cancellationToken);
                }
            }
            catch
            {
                await run.DisposeAsync();
                throw;
            }

            await run.DisposeAsync();
            programs.Encoding = encoding + 1;
        }
    }

    /// <summary>The blocks, in order, each to be returned to the pool by the one who reads it. The last ones may be shorter.</summary>
    public IAsyncEnumerable<SampleBlock> BlocksAsync(CancellationToken cancellationToken) => blocks.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Waits for the end of FFmpeg, after the last block.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> FinishAsync(CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        return await process.WaitAsync(cancellationToken);
    }

    /// <summary>Ends FFmpeg, if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await process.DisposeAsync();
        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (blocks.Reader.TryRead(out SampleBlock block))
        {
            block.Return();
        }

        stop.Dispose();
    }

    private static IEnumerable<string> Arguments(InputFile file, MediaInfo info, PcmEncoding encoding) =>
        [
            "-nostdin",
            "-hide_banner",
            "-v",
            "warning",
            "-threads",
            "1",
            // A file that is damaged throughout still gives what can be decoded.
            "-max_error_rate",
            "1",
            // The length in this header was found to be too small: read on to the end of the file.
            .. info.HeaderLength == HeaderLength.TooShort ? ["-ignore_length", "1"] : Array.Empty<string>(),
            .. InputArguments.For(file),
            "-map",
            "0:a:0",
            "-map_metadata",
            "-1",
            "-c:a",
            encoding switch
            {
                PcmEncoding.Float32 => "pcm_f32le",
                PcmEncoding.Int24 => "pcm_s24le",
                _ => "pcm_s16le",
            },
            "-fflags",
            "+bitexact",
            "-f",
            "wav",
            "pipe:1",
        ];

    // Reading a pipe waits for FFmpeg most of the time: it must not hold a thread of the pool, of which there are few.
    private static Task<T> OnOwnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private bool ReadAhead()
    {
        try
        {
            while (true)
            {
                float[] pooled = ArrayPool<float>.Shared.Rent(BlockFrames * Channels);
                var block = new SampleBlock(pooled, stream.Read(pooled.AsSpan(0, BlockFrames * Channels)));
                if (block.Count == 0)
                {
                    block.Return();
                    return blocks.Writer.TryComplete();
                }

                if (!blocks.Writer.TryWrite(block))
                {
                    blocks.Writer.WriteAsync(block, stop.Token).AsTask().GetAwaiter().GetResult(); // this thread is there to wait
                }
            }
        }
#pragma warning disable CA1031 // a wall between two threads: whatever ends the reading is handed to the one who reads the blocks
        catch (Exception error)
#pragma warning restore CA1031
        {
            return blocks.Writer.TryComplete(error);
        }
    }
}
