namespace AudioSampler.Audio.Waveform;

/// <summary>A stretch of a waveform, ready to be drawn: so many points, each with minimum, maximum and RMS of every channel. Full scale ±1.</summary>
public sealed class WaveformPoints
{
    /// <summary>Makes room.</summary>
    /// <param name="channels">Number of channels.</param>
    /// <param name="count">Number of points.</param>
    /// <param name="startSeconds">Start of the stretch.</param>
    /// <param name="endSeconds">End of the stretch.</param>
    internal WaveformPoints(int channels, int count, double startSeconds, double endSeconds)
    {
        Channels = channels;
        Count = count;
        StartSeconds = startSeconds;
        EndSeconds = endSeconds;
        Minima = new float[channels, count];
        Maxima = new float[channels, count];
        Rms = new float[channels, count];
    }

    /// <summary>Number of channels: 1 or 2.</summary>
    public int Channels { get; }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>Start of the stretch, in seconds from the start of the file.</summary>
    public double StartSeconds { get; }

    /// <summary>End of the stretch, in seconds from the start of the file.</summary>
    public double EndSeconds { get; }

    /// <summary>Smallest sample, [channels x points].</summary>
    public float[,] Minima { get; }

    /// <summary>Largest sample, [channels x points].</summary>
    public float[,] Maxima { get; }

    /// <summary>Root of the mean square, [channels x points].</summary>
    public float[,] Rms { get; }
}
