namespace AudioSampler.Cli.Output;

/// <summary>Results can't be written where they were to go. The message is one line with the remedy.</summary>
/// <param name="message">One line for people.</param>
/// <param name="innerException">What the system said.</param>
internal sealed class OutputLostException(string message, Exception innerException) : IOException(message, innerException);
