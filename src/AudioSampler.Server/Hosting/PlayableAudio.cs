using System.Globalization;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Playback;
using AudioSampler.Catalog;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Server.Hosting;

/// <summary>
/// Gives the page a file that a browser can play: the file itself, or a FLAC copy that is made on first use and kept; and slices of it. What is kept has a limit: what was
/// not used longest goes first.
/// </summary>
internal sealed class PlayableAudio(DataFolder folder, long mostBytes) : IDisposable
{
    private const string Flac = "audio/flac";
    private const string Wave = "audio/wav";

    // What Chromium, Firefox and Safari all play, by container and codec.
    private static readonly Dictionary<string, string> s_mediaTypes = new(StringComparer.Ordinal)
    {
        ["wav/pcm_u8"] = Wave,
        ["wav/pcm_s16le"] = Wave,
        ["wav/pcm_s24le"] = Wave,
        ["wav/pcm_f32le"] = Wave,
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
    public async Task<(string Path, string MediaType)> OfAsync(string path, FileFacts facts, CancellationToken cancellationToken) =>
        s_mediaTypes.TryGetValue($"{facts.Format}/{facts.Codec}", out string? mediaType)
            ? (path, mediaType)
            : (
                await KeptAsync(
                    NameOf(facts) + ".flac",
                    copy => FlacCopy.WriteAsync(FfmpegLocator.Locate(), path, copy, cancellationToken),
                    cancellationToken
                ),
                Flac
            );

    /// <summary>A slice to send, as WAV.</summary>
    public async Task<(string Path, string MediaType)> SliceAsync(
        string path,
        FileFacts facts,
        (double StartS, double EndS) stretch,
        CancellationToken cancellationToken
    )
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{NameOf(facts)}-{stretch.StartS:0.######}-{stretch.EndS:0.######}.wav");
        return (
            await KeptAsync(
                name,
                copy =>
                    SoundSlice.WriteAsync(FfmpegLocator.Locate(), path, stretch, SliceFormat.Wav, facts.BitDepth, copy, cancellationToken),
                cancellationToken
            ),
            Wave
        );
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private static string NameOf(FileFacts facts) => facts.AudioHash!.Split(':')[^1];

    private async Task<string> KeptAsync(string name, Func<string, Task> make, CancellationToken cancellationToken)
    {
        string copy = Path.Combine(_cache, name);
        if (!File.Exists(copy))
        {
            await _oneAtATime.WaitAsync(cancellationToken);
            try
            {
                if (!File.Exists(copy))
                {
                    Directory.CreateDirectory(_cache);
                    await make(copy);
                    Trim(copy);
                }
            }
            finally
            {
                _oneAtATime.Release();
            }
        }

        // A cleanup leaves alone what was used lately; reading alone doesn't tell it on every file system.
        File.SetLastAccessTimeUtc(copy, DateTimeOffset.UtcNow.UtcDateTime);
        return copy;
    }

    /// <summary>Removes what was not used longest until what is kept is within its limit; the newest stays, however large.</summary>
    private void Trim(string newest)
    {
        List<FileInfo> kept = [.. new DirectoryInfo(_cache).EnumerateFiles().OrderByDescending(file => file.LastAccessTimeUtc)];
        long bytes = 0;
        foreach (FileInfo file in kept)
        {
            bytes += file.Length;
            if (bytes > mostBytes && file.FullName != newest && !file.Name.EndsWith(".part", StringComparison.Ordinal))
            {
                bytes -= file.Length;
                file.Delete();
            }
        }
    }
}
