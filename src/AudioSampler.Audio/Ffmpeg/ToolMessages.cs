using System.Text;

namespace AudioSampler.Audio.Ffmpeg;

/// <summary>The messages of one run, kept short: the first lines of each kind are kept, repetitions are only counted, and memory is bounded
/// whatever a damaged file makes FFmpeg write.</summary>
internal sealed class ToolMessages
{
    private const int MostKinds = 64;
    private const int LongestLine = 400;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly List<string> lines = [];

    /// <summary>The kept lines, one of each kind, in the order of their first appearance.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>Number of lines that hold a text, repetitions counted.</summary>
    public int Count(string part)
    {
        lock (gate)
        {
            return lines.Where(line => line.Contains(part, StringComparison.OrdinalIgnoreCase)).Sum(line => counts[KindOf(line)]);
        }
    }

    /// <summary>True when a kept line holds the text.</summary>
    public bool Contain(string part) => Count(part) > 0;

    /// <summary>Reads to the end of the stream.</summary>
    public async Task DrainAsync(TextReader reader)
    {
        char[] block = new char[4096];
        var line = new StringBuilder();
        for (int read; (read = await reader.ReadAsync(block)) > 0; )
        {
            foreach (char c in block.AsSpan(0, read))
            {
                if (c is '\n' or '\r')
                {
                    Add(line.ToString());
                    line.Clear();
                }
                else if (line.Length < LongestLine)
                {
                    line.Append(c);
                }
            }
        }

        Add(line.ToString());
    }

    internal void Add(string line)
    {
        line = line.Trim();
        if (line.Length == 0)
        {
            return;
        }

        lock (gate)
        {
            string kind = KindOf(line);
            if (counts.TryGetValue(kind, out int count))
            {
                counts[kind] = count + 1;
            }
            else if (counts.Count < MostKinds)
            {
                counts[kind] = 1;
                lines.Add(line);
            }
        }
    }

    // Two lines are of one kind when they differ in numbers and addresses only: "[mp3 @ 0x55…] Header missing at 1234".
    private static string KindOf(string line)
    {
        var kind = new StringBuilder(line.Length);
        bool number = false;
        foreach (char c in line)
        {
            bool digit = char.IsAsciiHexDigit(c) && (number || char.IsAsciiDigit(c));
            if (!digit)
            {
                kind.Append(c);
            }
            else if (!number)
            {
                kind.Append('#');
            }

            number = digit;
        }

        return kind.ToString();
    }
}
