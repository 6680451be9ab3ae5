namespace AudioSampler.Analysis.Analyzers.Classification;

/// <summary>Whether a stretch is one sound, and how it goes on. See <see cref="SingleSound"/>.</summary>
internal enum OneSound
{
    /// <summary>Several sounds, or too short or too long to tell.</summary>
    No,

    /// <summary>One that fades after its attack, as what is struck or plucked does.</summary>
    Fading,

    /// <summary>One that is held nearly to its end, as what is blown or bowed is.</summary>
    Held,
}
