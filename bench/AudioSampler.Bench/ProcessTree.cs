using System.Globalization;

namespace AudioSampler.Bench;

/// <summary>A process and all that came of it, as Linux shows them under /proc.</summary>
internal static class ProcessTree
{
    /// <summary>Sum of the proportional set sizes (<c>Pss</c> of <c>smaps_rollup</c>): memory shared with others counts by its share.</summary>
    /// <param name="root">Id of the first process.</param>
    /// <returns>Bytes; 0 when none of them is there any more.</returns>
    public static long PssBytes(int root) => Ids(root).Sum(PssBytesOfOne);

    private static HashSet<int> Ids(int root)
    {
        Dictionary<int, int> parents = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) && ParentOf(id) is { } parent)
            {
                parents[id] = parent;
            }
        }

        HashSet<int> ids = [root];
        while (parents.Any(p => ids.Contains(p.Value) && ids.Add(p.Key)))
        {
            // Each round finds one more, until there is none.
        }

        return ids;
    }

    /// <summary>Field 4 of <c>stat</c>, counted after the name in brackets, which may hold spaces.</summary>
    private static int? ParentOf(int id) =>
        Read($"/proc/{id}/stat") is { Length: > 0 } stat
            ? int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture)
            : null;

    private static long PssBytesOfOne(int id)
    {
        string? line = Read($"/proc/{id}/smaps_rollup")?.Split('\n').FirstOrDefault(l => l.StartsWith("Pss:", StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line["Pss:".Length..^"kB".Length], CultureInfo.InvariantCulture);
    }

    /// <summary>The text of a file of /proc; null when the process has ended.</summary>
    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
