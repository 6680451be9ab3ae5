namespace AudioSampler.Audio.Store;

/// <summary>How the samples of a stored signal are written.</summary>
public enum StoredSampleFormat
{
    /// <summary>32-bit float: what was computed, exactly; 318 MB an hour for the analysis signal.</summary>
    Float32,

    /// <summary>16-bit integer, half the room: rounding noise at −98 dBFS, samples beyond full scale are clipped.</summary>
    Int16,
}
