using System.Text;

namespace AudioSampler.Analysis.Engine.Bridges;

/// <summary>What a program printed, as far as a message can show it.</summary>
internal static class ShownLine
{
    private const int LongestBytes = 160;

    /// <summary>The beginning of a line, in quotes, without control characters.</summary>
    public static string Of(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, LongestBytes)]);
        var shown = new StringBuilder("'");
        foreach (char c in text)
        {
            shown.Append(char.IsControl(c) ? '\uFFFD' : c);
        }

        return shown.Append(line.Length > LongestBytes ? "…'" : "'").ToString();
    }
}
