using System.Globalization;

namespace AudioSampler.Analysis.Resources;

/// <summary>What control groups of Linux, version 1 or 2, leave to this process: the tightest limit of its own group and of those above it that can be seen.</summary>
/// <param name="MemoryLimitBytes">Memory, in bytes; null without a limit.</param>
/// <param name="MemoryFreeBytes">What is left of it, not counting file caches that the system gives back, in bytes; null without a limit.</param>
/// <param name="Cores">Processor time, in cores, such as 1.5; null without a limit.</param>
internal sealed record ControlGroup(long? MemoryLimitBytes, long? MemoryFreeBytes, double? Cores)
{
    private const string FileSystemV1 = "cgroup";
    private const string FileSystemV2 = "cgroup2";

    // Version 1 writes "no limit" as the largest multiple of a page that fits.
    private const long NoLimit = 1L << 60;

    /// <summary>Reads them; all null where there are none.</summary>
    /// <param name="self">The folder of this process in <c>/proc</c>.</param>
    public static ControlGroup Read(string self = "/proc/self")
    {
        string[][] groups = [.. Lines(Path.Combine(self, "cgroup")).Select(line => line.Split(':', 3)).Where(g => g.Length == 3)];
        var none = new ControlGroup(null, null, null);
        return Lines(Path.Combine(self, "mountinfo"))
            .SelectMany(line => FoldersOf(line.Split(' '), groups))
            .Aggregate(none, (tightest, folder) => tightest.And(OfFolder(folder)));
    }

    private ControlGroup And(ControlGroup other) =>
        new(
            Smaller(MemoryLimitBytes, other.MemoryLimitBytes),
            Smaller(MemoryFreeBytes, other.MemoryFreeBytes),
            Smaller(Cores, other.Cores)
        );

    /// <summary>The folders of this process's groups under one mount, from its own up to the mount.</summary>
    private static IEnumerable<string> FoldersOf(string[] mount, string[][] groups)
    {
        // id, parent, device, root, mount point, options, optional fields, "-", type, source, options of the file system
        int dash = Array.IndexOf(mount, "-");
        if (dash < 6 || mount.Length < dash + 4 || mount[dash + 1] is not (FileSystemV1 or FileSystemV2))
        {
            yield break;
        }

        string[] controllers = mount[dash + 1] == FileSystemV2 ? [""] : mount[dash + 3].Split(',');
        string? group = Array.Find(groups, g => g[1].Split(',').Intersect(controllers, StringComparer.Ordinal).Any())?[2];
        (string root, string top) = (mount[3], mount[4]);
        if (group is null)
        {
            yield break;
        }

        // In a container the mount may show only the part of the tree that is the container's.
        string below = root != "/" && group.StartsWith(root, StringComparison.Ordinal) ? group[root.Length..] : group;
        for (string? folder = Path.Join(top, below).TrimEnd('/'); folder?.Length >= top.Length; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    private static ControlGroup OfFolder(string folder)
    {
        long? limit = Number(folder, "memory.max") ?? Number(folder, "memory.limit_in_bytes");
        limit = limit < NoLimit ? limit : null;
        long used = Number(folder, "memory.current") ?? Number(folder, "memory.usage_in_bytes") ?? 0;
        long? free = limit - Math.Max(0, used - Reclaimable(folder));
        return new ControlGroup(limit, free is < 0 ? 0 : free, CoresOf(folder));
    }

    private static long Reclaimable(string folder)
    {
        string[] statistics = [.. Lines(Path.Combine(folder, "memory.stat"))];
        return Statistic("total_inactive_file ") ?? Statistic("inactive_file ") ?? 0;

        long? Statistic(string name) =>
            Array.Find(statistics, line => line.StartsWith(name, StringComparison.Ordinal)) is { } found
                ? Parse(found[name.Length..])
                : null;
    }

    private static double? CoresOf(string folder)
    {
        string[] both = Lines(Path.Combine(folder, "cpu.max")).FirstOrDefault()?.Split(' ') ?? [];
        long? quota = both is [var q, _] ? Parse(q) : Number(folder, "cpu.cfs_quota_us");
        long? period = both is [_, var p] ? Parse(p) : Number(folder, "cpu.cfs_period_us");
        return quota > 0 && period > 0 ? (double)quota / period : null;
    }

    private static long? Number(string folder, string name) => Parse(Lines(Path.Combine(folder, name)).FirstOrDefault());

    /// <summary>A number; null for <c>max</c> and whatever else is none.</summary>
    private static long? Parse(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static string[] Lines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // What may not be looked at limits us all the same, but nobody says how.
        }
    }

    private static T? Smaller<T>(T? left, T? right)
        where T : struct, IComparable<T> => right is null || left?.CompareTo(right.Value) < 0 ? left : right;
}
