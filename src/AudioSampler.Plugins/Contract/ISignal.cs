namespace AudioSampler.Plugins.Contract;

/// <summary>The samples of one region at one rate, read in any order. Safe to use from several threads.</summary>
public interface ISignal
{
    /// <summary>Samples per second.</summary>
    int SampleRate { get; }

    /// <summary>Number of samples of the region.</summary>
    long Length { get; }

    /// <summary>Time of the first sample, in seconds from the start of the file.</summary>
    double StartSeconds { get; }

    /// <summary>Reads samples, full scale ±1.</summary>
    /// <param name="offset">First sample, counted from the start of the region; 0 to <see cref="Length"/>.</param>
    /// <param name="destination">Filled from its start.</param>
    /// <returns>Number of samples read: the length of <paramref name="destination"/>, or less at the end of the region.</returns>
    int Read(long offset, Span<float> destination);
}
