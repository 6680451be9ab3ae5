namespace AudioSampler.Audio.Metadata;

/// <summary>What the length fields of a header say against the bytes that are there.</summary>
public enum HeaderLength
{
    /// <summary>They agree, say nothing (a streamed file), or the format has none that are looked at.</summary>
    Consistent,

    /// <summary>All fields agree on more bytes than there are: the file was cut off.</summary>
    CutOff,

    /// <summary>The field states more sound than there is, and the other fields don't agree with it.</summary>
    TooLong,

    /// <summary>The field states less sound than there is: what follows is no chunk but more samples.</summary>
    TooShort,
}
