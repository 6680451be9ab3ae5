namespace AudioSampler.Audio;

/// <summary>The format is known, but the content is empty or damaged so that nothing can be decoded.</summary>
public sealed class AudioContentException(AudioFault fault, string message, Exception? innerException = null)
    : AudioSamplerException(fault, message, innerException);
