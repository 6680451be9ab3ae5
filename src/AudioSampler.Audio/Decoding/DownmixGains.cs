using System.Collections.Frozen;

namespace AudioSampler.Audio.Decoding;

/// <summary>Gain of each channel in the mono mix.</summary>
/// <remarks>
/// ITU-R BS.775-4, annex 4: the front pair with 1/√2, the centre with 1, each surround channel with 1/2, the low-frequency channel left out;
/// then all gains are divided by their sum, so that full scale in every channel gives full scale and no mix can clip. Stereo is (L + R) / 2.
/// Channels of a layout that is unknown, or not stated, all weigh the same.
/// </remarks>
internal static class DownmixGains
{
    private const float Front = 0.70710678f;
    private const float Centre = 1;
    private const float Surround = 0.5f;
    private const float LowFrequency = 0;

    // The channels of each layout in FFmpeg's order.
    private static readonly FrozenDictionary<string, float[]> Layouts = new Dictionary<string, float[]>(StringComparer.Ordinal)
    {
        ["2.1"] = [Front, Front, LowFrequency],
        ["3.0"] = [Front, Front, Centre],
        ["3.0(back)"] = [Front, Front, Surround],
        ["3.1"] = [Front, Front, Centre, LowFrequency],
        ["4.0"] = [Front, Front, Centre, Surround],
        ["4.1"] = [Front, Front, Centre, LowFrequency, Surround],
        ["quad"] = [Front, Front, Surround, Surround],
        ["quad(side)"] = [Front, Front, Surround, Surround],
        ["5.0"] = [Front, Front, Centre, Surround, Surround],
        ["5.0(side)"] = [Front, Front, Centre, Surround, Surround],
        ["5.1"] = [Front, Front, Centre, LowFrequency, Surround, Surround],
        ["5.1(side)"] = [Front, Front, Centre, LowFrequency, Surround, Surround],
        ["6.0"] = [Front, Front, Centre, Surround, Surround, Surround],
        ["6.1"] = [Front, Front, Centre, LowFrequency, Surround, Surround, Surround],
        ["6.1(back)"] = [Front, Front, Centre, LowFrequency, Surround, Surround, Surround],
        ["7.0"] = [Front, Front, Centre, Surround, Surround, Surround, Surround],
        ["7.1"] = [Front, Front, Centre, LowFrequency, Surround, Surround, Surround, Surround],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The gains; their sum is 1.</summary>
    /// <param name="layout">FFmpeg's name of the layout; null when it is not stated.</param>
    /// <param name="channels">Number of channels, 1 or more.</param>
    public static float[] For(string? layout, int channels)
    {
        float[] weights =
            layout is not null && Layouts.TryGetValue(layout, out float[]? known) && known.Length == channels ? known : Equal(channels);
        float sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static float[] Equal(int channels)
    {
        float[] weights = new float[channels];
        Array.Fill(weights, 1);
        return weights;
    }
}
