namespace AudioSampler.Audio;

/// <summary>The file is reached, but it is no sound that may be read: an unknown format, or no audio in it.</summary>
public sealed class AudioFormatException(AudioFault fault, string message, Exception? innerException = null)
    : AudioSamplerException(fault, message, innerException);
