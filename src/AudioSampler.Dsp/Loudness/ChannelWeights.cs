using System.Collections.Frozen;

namespace AudioSampler.Dsp.Loudness;

/// <summary>Weight of each channel in the loudness sum of ITU-R BS.1770-5.</summary>
/// <remarks>
/// Table 4 of the recommendation: 1.41 for loudspeakers at 60° to 120° to the side and below 30° of height, 1 for all others, nothing for the
/// low-frequency channel. A pair of back channels counts as the surround pair (110°) where there is no side pair.
/// </remarks>
public static class ChannelWeights
{
    private const float Surround = 1.41f;

    private static readonly FrozenDictionary<string, float[]> ByLayout = new Dictionary<string, float[]>(StringComparer.Ordinal)
    {
        ["2.1"] = [1, 1, 0],
        ["3.1"] = [1, 1, 1, 0],
        ["4.1"] = [1, 1, 1, 0, 1],
        ["quad"] = [1, 1, Surround, Surround],
        ["quad(side)"] = [1, 1, Surround, Surround],
        ["5.0"] = [1, 1, 1, Surround, Surround],
        ["5.0(side)"] = [1, 1, 1, Surround, Surround],
        ["5.1"] = [1, 1, 1, 0, Surround, Surround],
        ["5.1(side)"] = [1, 1, 1, 0, Surround, Surround],
        ["6.0"] = [1, 1, 1, 1, Surround, Surround],
        ["6.1"] = [1, 1, 1, 0, 1, Surround, Surround],
        ["6.1(back)"] = [1, 1, 1, 0, Surround, Surround, 1],
        ["hexagonal"] = [1, 1, 1, Surround, Surround, 1],
        ["7.0"] = [1, 1, 1, 1, 1, Surround, Surround],
        ["7.1"] = [1, 1, 1, 0, 1, 1, Surround, Surround],
        ["7.1(wide)"] = [1, 1, 1, 0, Surround, Surround, 1, 1],
        ["octagonal"] = [1, 1, 1, 1, 1, 1, Surround, Surround],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Weights of a layout.</summary>
    /// <param name="channels">Number of channels, 1 or more.</param>
    /// <param name="layout">
    /// FFmpeg's name of the channel layout (<c>5.1(side)</c>), whose order of channels is meant; null or unknown: 5, 6, 7 and 8 channels are
    /// read as 5.0, 5.1, 6.1 and 7.1, and all channels of any other number weigh 1.
    /// </param>
    /// <returns>One weight a channel.</returns>
    public static float[] For(int channels, string? layout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        string name =
            layout is not null && ByLayout.TryGetValue(layout, out float[]? known) && known.Length == channels ? layout : Usual(channels);
        if (ByLayout.TryGetValue(name, out float[]? weights))
        {
            return (float[])weights.Clone();
        }

        float[] equal = new float[channels];
        Array.Fill(equal, 1);
        return equal;
    }

    private static string Usual(int channels) =>
        channels switch
        {
            5 => "5.0",
            6 => "5.1",
            7 => "6.1",
            8 => "7.1",
            _ => string.Empty,
        };
}
