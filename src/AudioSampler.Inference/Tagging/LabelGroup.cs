namespace AudioSampler.Inference.Tagging;

/// <summary>What sort of thing a label names, for musicians.</summary>
public enum LabelGroup
{
    /// <summary>A sound or event.</summary>
    Event,

    /// <summary>A voice that speaks, sings, laughs or cries.</summary>
    Vocal,

    /// <summary>An instrument.</summary>
    Instrument,

    /// <summary>A genre, role or mood of music.</summary>
    Genre,

    /// <summary>Music as such.</summary>
    Music,
}
