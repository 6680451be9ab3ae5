namespace AudioSampler.Audio.Decoding;

/// <summary>Names of the files in the folder of a decoded recording.</summary>
internal static class DecodedFiles
{
    /// <summary>The facts, as JSON; written last, so that a folder without it is not complete.</summary>
    public const string Facts = "decoded.json";

    /// <summary>Levels and loudness blocks.</summary>
    public const string Series = "series.bin";

    /// <summary>The waveform pyramid.</summary>
    public const string Waveform = "waveform.bin";

    /// <summary>The 22.05 kHz signal.</summary>
    public const string Analysis = "analysis.pcm";

    /// <summary>The 32 kHz signal.</summary>
    public const string Network = "network.pcm";
}
