using System.Globalization;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Cli.Output;

/// <summary>How values are written for people.</summary>
internal static class Readable
{
    /// <summary>Minutes and seconds, rounded to tenths; with hours where there are some, rounded to seconds.</summary>
    public static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Round(seconds, 1, MidpointRounding.AwayFromZero));
        return time.TotalHours < 1
            ? time.ToString(@"m\:ss\.f", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{(long)RoundedToSeconds(time).TotalHours}:{RoundedToSeconds(time):mm\\:ss}");
    }

    /// <summary>Bytes, in the unit of 1024 that leaves the fewest digits.</summary>
    public static string Bytes(long bytes) =>
        bytes >= 1L << 30 ? Number(bytes / (double)(1L << 30), "0.0") + " GiB"
        : bytes >= 1L << 20 ? Number(bytes / (double)(1L << 20), "0.0") + " MiB"
        : Number(bytes / 1024.0, "0.0") + " KiB";

    private static TimeSpan RoundedToSeconds(TimeSpan time) =>
        TimeSpan.FromSeconds(Math.Round(time.TotalSeconds, MidpointRounding.AwayFromZero));

    /// <summary>A number, by the invariant culture.</summary>
    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>LUFS; null stays null.</summary>
    public static string? Loudness(double? lufs) => lufs is { } value ? Number(value, "0.0") + " LUFS" : null;

    /// <summary>A kind of sound; null stays null.</summary>
    public static string? Name(SoundKind? kind) => kind?.ToString().ToLowerInvariant();
}
