using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;
using AudioSampler.Dsp.Levels;
using AudioSampler.Dsp.Loudness;

namespace AudioSampler.Audio.Decoding;

/// <summary>Decodes a file once and makes, in that one pass, everything that needs the original samples.</summary>
/// <param name="programs">The FFmpeg installation.</param>
public sealed class DecodePass(FfmpegPrograms programs)
{
    private const double ProgressSeconds = 5;

    // Sound is never packed tighter than this for long: a header that states more is not believed when room is asked for.
    private const double FewestBytesPerSecond = 500;

    // Levels (8 bytes per 10 ms) and loudness (8 bytes per 100 ms).
    private const double SeriesBytesPerSecond = 880;

    // A bin of the waveform (12 bytes for each of at most two channels) and a third more for the coarser ones above it.
    private const double WaveformBytesPerBin = 2 * 16;

    private readonly MediaProbe probe = new(programs);

    /// <summary>Probes and decodes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to make.</param>
    /// <param name="store">Where to put it.</param>
    /// <param name="progressSeconds">Told the seconds of sound decoded so far, about every 5 s of sound.</param>
    /// <param name="cancellationToken">Ends FFmpeg, removes what was written and throws.</param>
    /// <returns>The decoded sound; dispose it to remove it from the store.</returns>
    /// <exception cref="AudioSamplerException">The file can't be reached, read or decoded, FFmpeg is missing, or there is no room.</exception>
    public async Task<DecodedAudio> RunAsync(
        string path,
        DecodeOptions options,
        TempStore store,
        IProgress<double>? progressSeconds,
        CancellationToken cancellationToken
    )
    {
        using var file = InputFile.Open(path);
        MediaInfo info = await probe.ProbeAsync(file, cancellationToken);
        StoreFolder? folder = store.CreateFolder();
        try
        {
            folder.RequireRoom(path, RoomFor(info, options));
            DecodedAudio audio = await DecodeAsync(file, info, options, folder, progressSeconds, cancellationToken);
            folder = null; // it is the result's now
            return audio;
        }
        catch (IOException error)
        {
            throw Mapped(error, file, store);
        }
        finally
        {
            folder?.Dispose();
        }
    }

    private async Task<DecodedAudio> DecodeAsync(
        InputFile file,
        MediaInfo info,
        DecodeOptions options,
        StoreFolder folder,
        IProgress<double>? progressSeconds,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<string> contentHash = Task.Run(() => ContentHash.Of(file.Handle, stop.Token), CancellationToken.None);
        try
        {
            await using FfmpegDecoder decoder = await FfmpegDecoder.StartAsync(programs, file, info, cancellationToken);
            string audioHash;
            LevelSeries levels;
            SignalQuality quality;
            LoudnessBlocks loudness;
            long frames;
            long nanSamples;
            long turnedFrames;
            using (var outputs = new PassOutputs(folder, info, decoder, options))
            {
                double reported = 0;
                await foreach (SampleBlock block in decoder.BlocksAsync(cancellationToken))
                {
                    outputs.Take(block.Samples);
                    block.Return();
                    double seconds = (double)outputs.Frames / decoder.SampleRate;
                    if (seconds - reported >= ProgressSeconds)
                    {
                        progressSeconds?.Report(reported = seconds);
                    }
                }

                (audioHash, levels, quality, loudness) = outputs.Complete();
                (frames, nanSamples, turnedFrames) = (outputs.Frames, outputs.NanSamples, outputs.TurnedFrames);
            }

            int exitCode = await decoder.FinishAsync(cancellationToken);
            await FfmpegErrors.WaitForCancellationAsync(exitCode, cancellationToken);
            FfmpegErrors.ThrowIfInterrupted(file.Path, exitCode, decoder.Messages);
            if (frames == 0)
            {
                throw await FfmpegErrors.OfDecoderAsync(file.Path, exitCode, decoder.Messages, cancellationToken);
            }

            double duration = (double)frames / decoder.SampleRate;
            progressSeconds?.Report(duration);
            var facts = new DecodedFacts
            {
                Info = info with { SampleRate = decoder.SampleRate, Channels = decoder.Channels },
                Frames = frames,
                ContentHash = await contentHash,
                AudioHash = audioHash,
                Warnings = DecodeVerdict.Of(info, duration, nanSamples, turnedFrames, exitCode, decoder.Messages),
                Quality = quality,
                SampleFormat = options.SampleFormat,
                HasNetworkSignal = options.WriteNetworkSignal,
            };
            return DecodedAudio.Keep(folder, facts, levels, loudness);
        }
        finally
        {
            // The hash reads the file that the caller closes: it has to be at its end, whatever happened.
            await stop.CancelAsync();
            await ((Task)contentHash).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static long RoomFor(MediaInfo info, DecodeOptions options)
    {
        double seconds = Math.Min(info.EstimatedDurationSeconds ?? 0, info.SizeBytes / FewestBytesPerSecond);
        double samplesPerSecond = DecodeOptions.AnalysisRate + (options.WriteNetworkSignal ? DecodeOptions.NetworkRate : 0);
        return (long)(
            seconds
            * (
                (samplesPerSecond * StoredSignal.BytesPerSample(options.SampleFormat))
                + (info.SampleRate * WaveformBytesPerBin / PassOutputs.WaveformBase(info, options))
                + SeriesBytesPerSecond
            )
        );
    }

    private static AudioSamplerException Mapped(IOException error, InputFile file, TempStore store) =>
        FullDisk.Caused(error)
            ? StoreErrors.Full(store.Root, error)
            : new AudioContentException(
                AudioFault.DecodeFailed,
                $"{ShownPath.Of(file.Path)}: reading it or writing to {ShownPath.Of(store.Root)} failed ({error.Message}); check the disk",
                error
            );
}
