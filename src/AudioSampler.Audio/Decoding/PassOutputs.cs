using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;
using AudioSampler.Audio.Waveform;
using AudioSampler.Dsp.Levels;
using AudioSampler.Dsp.Loudness;

namespace AudioSampler.Audio.Decoding;

/// <summary>All that one pass makes of the samples of a file, each sample touched once.</summary>
internal sealed class PassOutputs : IDisposable
{
    private readonly PlanarBlock planar;
    private readonly AudioHasher hasher;
    private readonly LevelMeter levels;
    private readonly LoudnessMeter loudness;
    private readonly WaveformWriter waveform;
    private readonly MonoMix mix;
    private readonly float[] mono;
    private readonly SignalTrack analysis;
    private readonly SignalTrack? network;

    /// <summary>Begins a file.</summary>
    public PassOutputs(StoreFolder folder, MediaInfo info, FfmpegDecoder decoder, DecodeOptions options)
    {
        (int rate, int channels) = (decoder.SampleRate, decoder.Channels);
        double expectedSeconds = info.EstimatedDurationSeconds ?? 0;
        planar = new PlanarBlock(channels, decoder.BlockFrames);
        hasher = new AudioHasher(rate, channels);
        levels = new LevelMeter(rate, channels, expectedSeconds);
        loudness = new LoudnessMeter(rate, ChannelWeights.For(channels, info.ChannelLayout), expectedSeconds);
        waveform = new WaveformWriter(folder.File(DecodedFiles.Waveform), rate, channels, WaveformBase(info, options));
        mix = new MonoMix(DownmixGains.For(info.ChannelLayout, channels));
        mono = new float[decoder.BlockFrames];
        analysis = new SignalTrack(
            folder.File(DecodedFiles.Analysis),
            rate,
            DecodeOptions.AnalysisRate,
            decoder.BlockFrames,
            options.SampleFormat
        );
        network = options.WriteNetworkSignal
            ? new SignalTrack(folder.File(DecodedFiles.Network), rate, DecodeOptions.NetworkRate, decoder.BlockFrames, options.SampleFormat)
            : null;
    }

    /// <summary>Samples of the finest bins of the waveform that a pass writes.</summary>
    public static int WaveformBase(MediaInfo info, DecodeOptions options) =>
        options.WaveformBaseSamples ?? WaveformResolution.For(info.EstimatedDurationSeconds);

    /// <summary>Frames taken so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Samples that were no numbers.</summary>
    public long NanSamples { get; private set; }

    /// <summary>Frames in which the channels are each other's opposite, so that their difference stands in the mono mix.</summary>
    public long TurnedFrames => mix.TurnedFrames;

    /// <summary>Takes a block of interleaved samples.</summary>
    public void Take(Span<float> interleaved)
    {
        NanSamples += FiniteSamples.Repair(interleaved);
        hasher.Append(interleaved);
        planar.Load(interleaved);
        levels.Process(planar);
        loudness.Process(planar);
        waveform.Process(planar);
        mix.Mix(planar, mono);
        analysis.Append(mono.AsSpan(0, planar.Frames));
        network?.Append(mono.AsSpan(0, planar.Frames));
        Frames += planar.Frames;
    }

    /// <summary>Ends the file.</summary>
    public (string AudioHash, LevelSeries Levels, SignalQuality Quality, LoudnessBlocks Loudness) Complete()
    {
        waveform.Complete();
        analysis.Complete();
        network?.Complete();
        (LevelSeries series, SignalQuality quality) = levels.Complete();
        return (hasher.Complete(), series, quality, loudness.Complete());
    }

    public void Dispose()
    {
        hasher.Dispose();
        waveform.Dispose();
        analysis.Dispose();
        network?.Dispose();
    }
}
