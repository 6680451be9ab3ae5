namespace AudioSampler.Audio.Playback;

/// <summary>What a slice is written as.</summary>
public enum SliceFormat
{
    /// <summary>WAV, which everything reads.</summary>
    Wav,

    /// <summary>FLAC, half the size.</summary>
    Flac,
}
