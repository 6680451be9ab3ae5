using System.Globalization;
using System.Text;

namespace AudioSampler.Server.Uploads;

/// <summary>Makes a safe name of whatever a caller says that a file is called.</summary>
internal static class UploadName
{
    private const int MostBytes = 150;
    private const string Unnamed = "upload";

    // Those that Windows gives a meaning to, wherever they stand: a data folder may move between systems.
    private static readonly string[] s_devices =
    [
        "CON",
        "PRN",
        "AUX",
        "NUL",
        .. Enumerable.Range(1, 9).SelectMany(i => new[] { $"COM{i}", $"LPT{i}" }),
    ];

    /// <summary>A name without folders, control characters, and what file systems take for something else; never empty, at most 150 bytes.</summary>
    public static string Safe(string? name)
    {
        string last = (name ?? "").Split('/', '\\')[^1];
        var safe = new StringBuilder();
        int bytes = 0;
        foreach (Rune rune in last.EnumerateRunes())
        {
            bool odd =
                Rune.IsControl(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator
                || rune == Rune.ReplacementChar
                || rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*';
            Rune kept = odd ? new Rune('_') : rune;
            bytes += kept.Utf8SequenceLength;
            if (bytes > MostBytes)
            {
                break;
            }

            safe.Append(kept);
        }

        // A leading dot would hide it, a trailing one or a space is lost on Windows.
        string trimmed = safe.ToString().Trim(' ', '.');
        string stem = trimmed.Split('.')[0];
        return trimmed.Length == 0 ? Unnamed
            : s_devices.Contains(stem, StringComparer.OrdinalIgnoreCase) ? "_" + trimmed
            : trimmed;
    }
}
