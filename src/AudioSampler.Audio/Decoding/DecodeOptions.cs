using AudioSampler.Audio.Store;

namespace AudioSampler.Audio.Decoding;

/// <summary>What a pass over a file shall make.</summary>
public sealed record DecodeOptions
{
    /// <summary>Rate of the analysis signal, in samples per second.</summary>
    public const int AnalysisRate = 22_050;

    /// <summary>Rate of the signal for the neural networks, in samples per second.</summary>
    public const int NetworkRate = 32_000;

    /// <summary>True to write the 32 kHz signal for the neural networks also. Default: false.</summary>
    public bool WriteNetworkSignal { get; init; }

    /// <summary>Samples of the finest bins of the waveform, 1 to 65,536; null to have the length of the file decide. Default: null.</summary>
    public int? WaveformBaseSamples { get; init; }

    /// <summary>How the signals are stored. Default: 32-bit float, because 16 bits leave a quiet field recording of −70 dBFS five bits, and
    /// writing floats costs less processor time; an 8-hour file takes 2.5 GB for the analysis signal.</summary>
    public StoredSampleFormat SampleFormat { get; init; } = StoredSampleFormat.Float32;
}
