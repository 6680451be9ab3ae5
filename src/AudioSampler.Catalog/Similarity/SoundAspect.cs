namespace AudioSampler.Catalog.Similarity;

/// <summary>In what two sounds may be alike.</summary>
public enum SoundAspect
{
    /// <summary>As a network hears them: what makes the sound, and how.</summary>
    Overall,

    /// <summary>Colour: cepstrum, brightness, noisiness.</summary>
    Timbre,

    /// <summary>Events in time: how many, how strong, how the level moves, tempo.</summary>
    Rhythm,

    /// <summary>Pitch classes, and the root of a single note.</summary>
    Pitch,

    /// <summary>Loudness and dynamics.</summary>
    Loudness,
}
