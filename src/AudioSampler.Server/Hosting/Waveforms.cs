using AudioSampler.Audio;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;
using AudioSampler.Catalog;
using AudioSampler.Server.Endpoints;
using AudioSampler.Server.Problems;
using AudioSampler.Server.Safety;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioSampler.Server.Hosting;

/// <summary>
/// Waveforms of files. One that is not there, because the catalogue came from another machine or the waveforms were cleared away, is made from the sound once more: nothing has to be
/// analysed for it.
/// </summary>
internal sealed class Waveforms(EngineRoom room, RootGuard guard, ServerOptions options) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Where the waveform of a file stands; else the problem says why there is none. Neither, where it is not to be made.</summary>
    /// <param name="fileId">The file.</param>
    /// <param name="make">Whether one that is not there is made; a table of many files doesn't wait for that.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="AudioSamplerException">The sound can't be decoded.</exception>
    /// <exception cref="CatalogueException">There is no room for it.</exception>
    public async Task<(string? Path, ProblemHttpResult? Problem)> FindAsync(long fileId, bool make, CancellationToken cancellationToken)
    {
        Catalogue catalogue = await room.CatalogueAsync(cancellationToken);
        CatalogueFile? file = await catalogue.GetFileAsync(fileId, cancellationToken);
        string? path = file?.AudioHash is { } known ? catalogue.WaveformPath(known) : null;
        if (path is not null && File.Exists(path))
        {
            return (path, null);
        }

        if (file is null || (path is null && make))
        {
            return (null, Problem.Of(404, "not_found", $"there is no waveform of file {fileId}: analyse the file"));
        }

        if (path is null || !make)
        {
            return (null, null);
        }

        (PresentFile? found, ProblemHttpResult? problem) = await PresentFile.FindAsync(fileId, room, guard, cancellationToken);
        if (found is null)
        {
            return (null, problem);
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return File.Exists(path) || await MakeAsync(catalogue, found.Path, file.AudioHash!, cancellationToken)
                ? (path, null)
                : (
                    null,
                    Problem.Of(
                        404,
                        "not_found",
                        $"{ShownPath.Of(found.Path)} does not sound as it did when it was analysed, and the waveform of then is gone: analyse it again"
                    )
                );
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<bool> MakeAsync(Catalogue catalogue, string path, string audioHash, CancellationToken cancellationToken)
    {
        await using DecodedAudio audio = await new DecodePass(FfmpegLocator.Locate()).RunAsync(
            path,
            new DecodeOptions(),
            TempStore.Open(reserveBytes: options.Workers.DiskReserveBytes),
            progressSeconds: null,
            cancellationToken
        );
        if (audio.AudioHash != audioHash)
        {
            return false;
        }

        catalogue.KeepWaveform(audio.WaveformPath, audioHash);
        return true;
    }
}
