using System.Globalization;

namespace AudioSampler.Catalog.Search;

/// <summary>A value as written in a query, and all that is written so: 120 stands for 119.5 to 120.5, <c>2026-11</c> for that month.</summary>
/// <param name="Low">The smallest.</param>
/// <param name="High">The end, no part of it.</param>
/// <param name="Exact">The value itself, with which others are compared; null where only the whole can be compared, as with a month.</param>
internal sealed record ValueSpan(object Low, object High, object? Exact)
{
    private static readonly (string Unit, double Seconds)[] Durations = [("ms", 0.001), ("min", 60), ("s", 1), ("m", 60), ("h", 3600)];

    /// <summary>A number, with or without its unit; null when it is none.</summary>
    public static ValueSpan? Number(string text, string unit = "")
    {
        bool withUnit = unit.Length > 0 && text.EndsWith(unit, StringComparison.OrdinalIgnoreCase);
        return Rounded(withUnit ? text[..^unit.Length].TrimEnd() : text, 1);
    }

    /// <summary>A duration, in seconds: <c>90</c>, <c>250ms</c>, <c>1.5min</c>, <c>2h</c>, <c>1:30</c>, <c>1:02:03</c>; null when it is none.</summary>
    public static ValueSpan? Duration(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return Clock(text);
        }

        (string unit, double seconds) = Durations.FirstOrDefault(d => text.EndsWith(d.Unit, StringComparison.OrdinalIgnoreCase), ("", 1));
        return Rounded(text[..^unit.Length].TrimEnd(), seconds);
    }

    /// <summary>A year, month or day in UTC, in ticks: <c>2026</c>, <c>2026-11</c>, <c>2026-11-22</c>; null when it is none.</summary>
    public static ValueSpan? DateTicks(string text) =>
        Date(text) is (DateTime first, DateTime next) ? new ValueSpan(first.Ticks, next.Ticks, null) : null;

    /// <summary>A year, month or day, to be compared with ISO 8601 text, which may itself be no more than a year; null when it is none.</summary>
    public static ValueSpan? DateText(string text) =>
        Date(text) is (_, DateTime next)
            ? new ValueSpan(text, next.ToString("yyyy-MM-dd"[..text.Length], CultureInfo.InvariantCulture), null)
            : null;

    private static ValueSpan? Clock(string text)
    {
        string[] parts = text.Split(':');
        double seconds = 0;
        foreach (string part in parts)
        {
            if (parts.Length > 3 || !TryNumber(part, out double value) || value < 0)
            {
                return null;
            }

            seconds = (seconds * 60) + value;
        }

        return new ValueSpan(seconds - 0.5, seconds + 0.5, seconds);
    }

    private static ValueSpan? Rounded(string digits, double unit)
    {
        if (!TryNumber(digits, out double value))
        {
            return null;
        }

        int point = digits.IndexOf('.', StringComparison.Ordinal);
        double half = point < 0 ? 0.5 : 0.5 * Math.Pow(10, point + 1 - digits.Length);
        return new ValueSpan((value - half) * unit, (value + half) * unit, value * unit);
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value);

    private static (DateTime First, DateTime Next)? Date(string text)
    {
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        string form = text.Length is 4 or 7 or 10 ? "yyyy-MM-dd"[..text.Length] : "yyyy-MM-dd";
        if (
            !DateTime.TryParseExact(text, form, CultureInfo.InvariantCulture, utc, out DateTime first)
            || first.Year == DateTime.MaxValue.Year
        )
        {
            return null;
        }

        return (
            first,
            text.Length == 4 ? first.AddYears(1)
            : text.Length == 7 ? first.AddMonths(1)
            : first.AddDays(1)
        );
    }
}
