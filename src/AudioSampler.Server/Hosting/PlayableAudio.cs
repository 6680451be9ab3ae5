using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Playback;
using AudioSampler.Catalog;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Server.Hosting;

/// <summary>Gives the page a file that a browser can play: the file itself, or a FLAC copy that is made on first use and kept.</summary>
internal sealed class PlayableAudio(DataFolder folder) : IDisposable
{
    private const string Flac = "audio/flac";

    // What Chromium, Firefox and Safari all play, by container and codec.
    private static readonly Dictionary<string, string> s_mediaTypes = new(StringComparer.Ordinal)
    {
        ["wav/pcm_u8"] = "audio/wav",
        ["wav/pcm_s16le"] = "audio/wav",
        ["wav/pcm_s24le"] = "audio/wav",
        ["wav/pcm_f32le"] = "audio/wav",
        ["mp3/mp3"] = "audio/mpeg",
        ["flac/flac"] = Flac,
        ["m4a/aac"] = "audio/mp4",
        ["ogg/vorbis"] = "audio/ogg",
        ["opus/opus"] = "audio/ogg",
        ["ogg/opus"] = "audio/ogg",
    };

    private readonly string _cache = folder.PlayableFolder;
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>The file to send, and its media type.</summary>
    public async Task<(string Path, string MediaType)> OfAsync(string path, FileFacts facts, CancellationToken cancellationToken)
    {
        if (s_mediaTypes.TryGetValue($"{facts.Format}/{facts.Codec}", out string? mediaType))
        {
            return (path, mediaType);
        }

        string copy = Path.Combine(_cache, facts.AudioHash!.Split(':')[^1] + ".flac");
        if (File.Exists(copy))
        {
            // A cleanup leaves alone what was used lately; reading alone doesn't tell it on every file system.
            File.SetLastAccessTimeUtc(copy, DateTimeOffset.UtcNow.UtcDateTime);
        }
        else
        {
            await _oneAtATime.WaitAsync(cancellationToken);
            try
            {
                if (!File.Exists(copy))
                {
                    Directory.CreateDirectory(_cache);
                    await FlacCopy.WriteAsync(FfmpegLocator.Locate(), path, copy, cancellationToken);
                }
            }
            finally
            {
                _oneAtATime.Release();
            }
        }

        return (copy, Flac);
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();
}
