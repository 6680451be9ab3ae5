using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;
using AudioSampler.Dsp.Levels;

namespace AudioSampler.Server.Views;

/// <summary>Levels of files over time, from which silences are found. The last few are kept, so that a slider that is moved decodes nothing.</summary>
internal sealed class SilenceLevels(ServerOptions options) : IDisposable
{
    private const int Kept = 4;

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly LinkedList<(string Hash, LevelSeries Levels)> _last = new();

    /// <summary>The levels of a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="hash">Hash of its content.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<LevelSeries> OfAsync(string path, string hash, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            LinkedListNode<(string Hash, LevelSeries Levels)>? known = _last.First;
            while (known is not null && known.Value.Hash != hash)
            {
                known = known.Next;
            }

            if (known is not null)
            {
                _last.Remove(known);
                _last.AddFirst(known);
                return known.Value.Levels;
            }

            await using DecodedAudio audio = await new DecodePass(FfmpegLocator.Locate()).RunAsync(
                path,
                new DecodeOptions(),
                TempStore.Open(reserveBytes: options.Workers.DiskReserveBytes),
                null,
                cancellationToken
            );
            _last.AddFirst((hash, audio.Levels));
            if (_last.Count > Kept)
            {
                _last.RemoveLast();
            }

            return audio.Levels;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();
}
