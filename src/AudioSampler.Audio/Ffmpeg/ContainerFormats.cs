using System.Collections.Frozen;

namespace AudioSampler.Audio.Ffmpeg;

/// <summary>The containers that may be read, by FFmpeg's demuxer names, and the short names that results use.</summary>
/// <remarks>The list holds formats that carry sound in themselves. Play lists (hls, dash, imf), scripts (concat, ffmetadata, lavfi), streams
/// (sdp, rtsp), images, subtitles and headerless raw formats are left out: they would open other files, or take any bytes for sound.</remarks>
internal static class ContainerFormats
{
    // Demuxer name → short name of a file with sound alone; null: see NameOf.
    private static readonly FrozenDictionary<string, string?> Names = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["wav"] = "wav",
        ["w64"] = "w64",
        ["aiff"] = "aiff",
        ["caf"] = "caf",
        ["au"] = "au",
        ["ircam"] = "ircam",
        ["nistsphere"] = "sph",
        ["voc"] = "voc",
        ["avr"] = "avr",
        ["iff"] = "iff",
        ["pvf"] = "pvf",
        ["xwma"] = "xwma",
        ["wsaud"] = "aud",
        ["mp3"] = "mp3",
        ["aac"] = "aac",
        ["ac3"] = "ac3",
        ["eac3"] = "eac3",
        ["dts"] = "dts",
        ["dtshd"] = "dts",
        ["mlp"] = "mlp",
        ["truehd"] = "truehd",
        ["amr"] = "amr",
        ["oma"] = "oma",
        ["flac"] = "flac",
        ["ape"] = "ape",
        ["wv"] = "wv",
        ["tta"] = "tta",
        ["tak"] = "tak",
        ["shn"] = "shn",
        ["mpc"] = "mpc",
        ["mpc8"] = "mpc",
        ["dsf"] = "dsf",
        ["mov"] = null,
        ["matroska"] = null,
        ["ogg"] = null,
        ["asf"] = null,
        ["avi"] = "avi",
        ["flv"] = "flv",
        ["mpeg"] = "mpg",
        ["mpegts"] = "ts",
        ["mxf"] = "mxf",
        ["nut"] = "nut",
        ["rm"] = "rm",
        ["wtv"] = "wtv",
        ["dv"] = "dv",
        ["gxf"] = "gxf",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Headers of these state the length of the audio stream itself; others estimate it, or give that of the picture.
    private static readonly FrozenSet<string> StatingLength = FrozenSet.Create(
        StringComparer.Ordinal,
        "wav",
        "w64",
        "aiff",
        "caf",
        "au",
        "mp3",
        "flac",
        "ape",
        "wv",
        "tta",
        "tak",
        "mpc",
        "dsf",
        "m4a",
        "mp4",
        "mov",
        "mka"
    );

    /// <summary>The demuxers that may be used, separated by commas.</summary>
    public static string AllowList { get; } = string.Join(',', Names.Keys.Order(StringComparer.Ordinal));

    /// <summary>The short name of a container.</summary>
    /// <param name="demuxer">FFmpeg's name of it, such as <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</param>
    /// <param name="brand">The major brand of an MP4 file; null for others.</param>
    /// <param name="codec">The codec of the audio stream.</param>
    /// <param name="hasVideo">True when there is a moving picture.</param>
    /// <param name="isWebm">True when the head of the file names the document type <c>webm</c>.</param>
    public static string NameOf(string demuxer, string? brand, string codec, bool hasVideo, bool isWebm)
    {
        string first = demuxer.Split(',')[0];
        return first switch
        {
            "mov" when brand?.StartsWith("qt", StringComparison.OrdinalIgnoreCase) == true => "mov",
            "mov" => hasVideo ? "mp4" : "m4a",
            "matroska" when isWebm => "webm",
            "matroska" => hasVideo ? "mkv" : "mka",
            "ogg" when hasVideo => "ogv",
            "ogg" => codec is "opus" ? "opus" : "ogg",
            "asf" => hasVideo ? "wmv" : "wma",
            _ => Names.GetValueOrDefault(first) ?? first,
        };
    }

    /// <summary>True when the header of such a file states the length of its sound.</summary>
    public static bool StatesLength(string format) => StatingLength.Contains(format);
}
