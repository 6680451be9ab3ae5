using System.Text;

namespace AudioSampler.Audio;

/// <summary>Paths as they stand in messages: in quotes, on one line, whatever the name has in it.</summary>
public static class ShownPath
{
    private const int LongestShown = 300;

    /// <summary>Writes a path in double quotes, control characters as <c>\n</c> or <c>\u001B</c>, quotes and backslashes escaped; very long ones are cut in the middle.</summary>
    public static string Of(string path)
    {
        var text = new StringBuilder("\"", path.Length + 2);
        foreach (Rune rune in path.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => text.Append("\\\""),
                '\\' when !OperatingSystem.IsWindows() => text.Append("\\\\"),
                _ => AppendVisible(text, rune),
            };
        }

        if (text.Length > LongestShown)
        {
            int cut = text.Length - LongestShown;
            text.Remove(LongestShown / 2, cut).Insert(LongestShown / 2, "…");
        }

        return text.Append('"').ToString();
    }

    /// <summary>Any text as it may go to a terminal: control characters as <c>\n</c> or <c>\u001B</c>, all else as it is.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            AppendVisible(line, rune);
        }

        return line.ToString();
    }

    private static StringBuilder AppendVisible(StringBuilder text, Rune rune) =>
        rune.Value switch
        {
            '\n' => text.Append("\\n"),
            '\r' => text.Append("\\r"),
            '\t' => text.Append("\\t"),
            _ when Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 => text.Append($"\\u{rune.Value:X4}"),
            _ => text.Append(rune.ToString()),
        };
}
