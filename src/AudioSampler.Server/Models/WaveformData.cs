namespace AudioSampler.Server.Models;

/// <summary>A waveform as points.</summary>
public sealed record WaveformData
{
    /// <summary>Samples per second of the file.</summary>
    public required int SampleRate { get; init; }

    /// <summary>Length of the file, in seconds.</summary>
    public required double DurationS { get; init; }

    /// <summary>Number of points of each channel.</summary>
    public required int Points { get; init; }

    /// <summary>The channels: left and right where there are two, else one of the peaks over all.</summary>
    public required IReadOnlyList<WaveformChannel> Channels { get; init; }
}
