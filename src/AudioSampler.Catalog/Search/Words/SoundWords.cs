using System.Collections.Frozen;
using System.Reflection;

namespace AudioSampler.Catalog.Search.Words;

/// <summary>
/// A thesaurus of sound: words that musicians use for one thing, and the wider words that take them in, along the hierarchy of AudioSet's labels (J. Gemmeke et
/// al., ICASSP 2017), in this project's own list.
/// </summary>
internal static class SoundWords
{
    private const string Resource = "AudioSampler.Catalog.Search.Words.SoundWords.txt";
    private static readonly Lazy<FrozenDictionary<string, string[]>> s_meant = new(() => Build(Lines()));

    /// <summary>Most words of an entry.</summary>
    public const int LongestEntry = 3;

    /// <summary>What else a word or phrase stands for; empty for one that is not in the list.</summary>
    /// <param name="words">The word or phrase, in any case.</param>
    public static IReadOnlyList<string> MeantBy(string words) => s_meant.Value.GetValueOrDefault(words.ToLowerInvariant(), []);

    private static FrozenDictionary<string, string[]> Build(IEnumerable<string> lines)
    {
        var same = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var below = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (string line in lines)
        {
            if (line.Contains('>', StringComparison.Ordinal))
            {
                string[] sides = Parts(line, '>');
                SetOf(below, sides[0]).UnionWith(Parts(sides[1], ','));
            }
            else
            {
                string[] words = Parts(line, '=');
                foreach (string word in words)
                {
                    SetOf(same, word).UnionWith(words);
                }
            }
        }

        return same
            .Keys.Union(below.Keys, StringComparer.Ordinal)
            .ToFrozenDictionary(word => word, word => Meant(word, same, below), StringComparer.Ordinal);
    }

    /// <summary>Other words for it, and all that lies below any of those, as far down as it goes.</summary>
    private static string[] Meant(string word, Dictionary<string, HashSet<string>> same, Dictionary<string, HashSet<string>> below)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { word };
        var open = new Queue<string>([word, .. same.GetValueOrDefault(word, [])]);
        found.UnionWith(open);
        while (open.TryDequeue(out string? next))
        {
            foreach (string lower in below.GetValueOrDefault(next, []))
            {
                foreach (string other in same.GetValueOrDefault(lower, []).Append(lower))
                {
                    if (found.Add(other))
                    {
                        open.Enqueue(other);
                    }
                }
            }
        }

        found.Remove(word);
        return [.. found.Order(StringComparer.Ordinal)];
    }

    private static HashSet<string> SetOf(Dictionary<string, HashSet<string>> sets, string word)
    {
        if (!sets.TryGetValue(word, out HashSet<string>? set))
        {
            set = new HashSet<string>(StringComparer.Ordinal);
            sets.Add(word, set);
        }

        return set;
    }

    private static string[] Parts(string line, char separator) =>
        line.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static List<string> Lines()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Length > 0)
            {
                lines.Add(line);
            }
        }

        return lines;
    }
}
