namespace AudioSampler.Audio;

/// <summary>The temporary store has no room for the decoded signals.</summary>
public sealed class StoreFullException(string message, Exception? innerException = null)
    : AudioSamplerException(AudioFault.DiskFull, message, innerException);
