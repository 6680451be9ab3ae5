namespace AudioSampler.Audio;

/// <summary>FFmpeg is missing or can't be started; the message says how to get it.</summary>
public sealed class FfmpegMissingException(string message, Exception? innerException = null)
    : AudioSamplerException(AudioFault.FfmpegMissing, message, innerException);
