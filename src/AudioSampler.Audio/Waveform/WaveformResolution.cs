namespace AudioSampler.Audio.Waveform;

/// <summary>How fine a waveform is kept: the finer the shorter the recording, so that zooming into a hit shows it, and eight hours stay small.</summary>
public static class WaveformResolution
{
    /// <summary>Samples of the finest bins of a long recording, and where its length is not known.</summary>
    public const int Usual = 256;

    private const int OfSongs = 128;
    private const int OfMinutes = 64;
    private const int OfSeconds = 32;
    private const double Songs = 600;
    private const double Minutes = 120;
    private const double Seconds = 30;

    /// <summary>Samples of the finest bins for a recording of some length: 32 up to half a minute, 64 up to two minutes, 128 up to ten, else 256.</summary>
    /// <param name="seconds">The length, as far as it is known beforehand; null when it isn't.</param>
    public static int For(double? seconds) =>
        seconds switch
        {
            > 0 and <= Seconds => OfSeconds,
            > 0 and <= Minutes => OfMinutes,
            > 0 and <= Songs => OfSongs,
            _ => Usual,
        };

    /// <summary>Samples of the finest bins that fill a pixel exactly; null where that takes too many bins.</summary>
    /// <param name="samplesPerPixel">At least 1.</param>
    public static int? Filling(int samplesPerPixel)
    {
        for (int parts = 1; samplesPerPixel / parts >= Math.Min(samplesPerPixel, OfSeconds); parts++)
        {
            if (samplesPerPixel % parts == 0 && samplesPerPixel / parts <= WaveformLayout.LargestBase)
            {
                return samplesPerPixel / parts;
            }
        }

        return null;
    }
}
