namespace AudioSampler.Audio;

/// <summary>Root of the expected failures of this product. The message is one line: the file, what is wrong, and the remedy.</summary>
public abstract class AudioSamplerException : Exception
{
    /// <summary>Makes the failure.</summary>
    /// <param name="fault">Its stable code.</param>
    /// <param name="message">One line naming the file, what is wrong and the remedy.</param>
    /// <param name="innerException">What it was mapped from, if anything.</param>
    protected AudioSamplerException(AudioFault fault, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Fault = fault;
    }

    /// <summary>The stable code of the failure.</summary>
    public AudioFault Fault { get; }
}
