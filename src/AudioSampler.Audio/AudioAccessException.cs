namespace AudioSampler.Audio;

/// <summary>The file can't be reached: it is missing, may not be read, or has no valid name.</summary>
public sealed class AudioAccessException(AudioFault fault, string message, Exception? innerException = null)
    : AudioSamplerException(fault, message, innerException);
