using System.Collections.Immutable;
using System.Globalization;

namespace AudioSampler.Audio.Metadata;

/// <summary>When something was recorded, as far as its metadata say so and it can be true.</summary>
internal static class RecordingDate
{
    private const int FirstYear = 1877; // Edison's phonograph: nothing older can have been recorded

    // Best first. "date" is the recording time of ID3 (TDRC); other formats use it for the year of release, which is the best they have.
    private static readonly string[] Names =
    [
        "date_recorded",
        "recording_date",
        "recorded",
        "com.apple.quicktime.creationdate",
        "creation_time",
        "date",
        "year",
    ];

    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy:MM:dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd"];
    private static readonly string[] TimeFormats = ["HH:mm:ss", "HH-mm-ss", "HH.mm.ss", "HH_mm_ss", "HH:mm", "HHmmss", "HH:mm:ss.FFFFFFF"];

    /// <summary>The recording date of a set of tags, as ISO 8601: a year, a month, a day, or a time (with <c>Z</c> where the tag has it); null when unknown.</summary>
    public static string? Of(ImmutableSortedDictionary<string, string> tags) =>
        Names.Select(name => tags.TryGetValue(name, out string? value) ? Parse(value) : null).FirstOrDefault(date => date is not null);

    /// <summary>One date, in the forms that recorders and taggers write.</summary>
    public static string? Parse(string text)
    {
        text = text.Trim();
        if (text.Length is 4 or 7)
        {
            return
                DateTime.TryParseExact(text, ["yyyy", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime coarse)
                && PlausibleYear(coarse)
                ? text
                : null;
        }

        string[] parts = text.Split(['T', ' '], 2, StringSplitOptions.TrimEntries);
        string time = parts.Length > 1 ? parts[1] : "";
        bool universal = time.EndsWith('Z');
        return Parse(parts[0], time.TrimEnd('Z')) is { } date
            ? date + (universal && date.Contains('T', StringComparison.Ordinal) ? "Z" : "")
            : null;
    }

    /// <summary>A date and a time of day that stand apart, as in <c>bext</c>; a time that can't be read is left out.</summary>
    public static string? Parse(string date, string time)
    {
        if (
            !DateTime.TryParseExact(date.Trim(), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day)
            || !Plausible(day)
        )
        {
            return null;
        }

        return TimeOnly.TryParseExact(time.Trim(), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly clock)
            ? day.Add(clock.ToTimeSpan()).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
            : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    // The first days of 1904, 1970 and 1980 are the zero of the clocks of MP4 files, of computers and of their disks: they stand where no date was known.
    private static bool Plausible(DateTime day) => PlausibleYear(day) && (day.DayOfYear != 1 || day.Year is not (1904 or 1970 or 1980));

    private static bool PlausibleYear(DateTime date) => date.Year >= FirstYear && date <= DateTime.UtcNow.AddDays(1);
}
