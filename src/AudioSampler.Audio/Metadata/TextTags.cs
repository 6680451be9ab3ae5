using System.Collections.Immutable;
using System.Text;

namespace AudioSampler.Audio.Metadata;

/// <summary>The text tags of a file, as FFmpeg reads them from any format.</summary>
internal static class TextTags
{
    private const int MostTags = 200;
    private const int LongestName = 100;
    private const int LongestValue = 4000;

    // Facts on the container, not on the recording.
    private static readonly ImmutableHashSet<string> Technical = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "major_brand",
        "minor_version",
        "compatible_brands",
        "handler_name",
        "vendor_id",
        "duration",
        "umid",
        "time_reference",
        "devicetype",
        "isvbr"
    );

    /// <summary>Puts the tags of the stream and of the container together, the container's first, with lower-case names and bounded lengths.</summary>
    public static ImmutableSortedDictionary<string, string> Merge(Dictionary<string, string>? stream, Dictionary<string, string>? container)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string rawName, string rawValue) in (container ?? []).Concat(stream ?? []))
        {
            string name = Clean(rawName, LongestName).ToLowerInvariant();
            string value = Clean(rawValue, LongestValue);
            bool wanted =
                name.Length > 0
                && value.Length > 0
                && !Technical.Contains(name)
                && !name.StartsWith("id3v2_priv", StringComparison.Ordinal);
            if (wanted && (tags.Count < MostTags || tags.ContainsKey(name)))
            {
                tags.TryAdd(name, value);
            }
        }

        return tags.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>Text without control characters (line breaks and tabs stay) and without what can't be written as UTF-8, cut to a length.</summary>
    public static string Clean(string text, int longest)
    {
        var clean = new StringBuilder(Math.Min(text.Length, longest));
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > longest)
            {
                break;
            }

            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Trim();
    }
}
