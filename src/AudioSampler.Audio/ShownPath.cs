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
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '"' => text.Append("\\\""),
                '\\' when !OperatingSystem.IsWindows() => text.Append("\\\\"),
                _ when Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 => text.Append($"\\u{rune.Value:X4}"),
                _ => text.Append(rune.ToString()),
            };
        }

        if (text.Length > LongestShown)
        {
            int cut = text.Length - LongestShown;
            text.Remove(LongestShown / 2, cut).Insert(LongestShown / 2, "…");
        }

        return text.Append('"').ToString();
    }
}
