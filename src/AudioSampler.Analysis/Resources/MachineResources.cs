using System.Globalization;

namespace AudioSampler.Analysis.Resources;

/// <summary>What the machine, or the container that this process runs in, has to give.</summary>
public sealed record MachineResources
{
    /// <summary>Processor cores that this process may use: those of its affinity, or fewer by the quota of its control group, rounded up; at least 1.</summary>
    public required int Cores { get; init; }

    /// <summary>Processor time that its control group grants, in cores, such as 1.5; null without a quota.</summary>
    public double? QuotaCores { get; init; }

    /// <summary>Memory of the machine, or the limit of its control group where that is smaller, in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Of it free for programs, in bytes; null where the system doesn't say.</summary>
    public long? AvailableBytes { get; init; }

    /// <summary>Tasks that ran or waited to run on the whole machine, averaged over 1, 5 and 15 minutes; empty where the system doesn't say.</summary>
    public IReadOnlyList<double> Load { get; init; } = [];

    /// <summary>Looks.</summary>
    public static MachineResources Detect() =>
        OperatingSystem.IsLinux()
            ? Detect("/proc", ControlGroup.Read())
            : new MachineResources { Cores = Environment.ProcessorCount, MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes };

    /// <summary>The same from given sources, on Linux.</summary>
    /// <remarks>.NET keeps to the cores of affinity and quota by itself. Its figure for memory is no use here: under a limit it is the three quarters
    /// that .NET lets its own heap have, and workers are limited by all that they hold.</remarks>
    internal static MachineResources Detect(string proc, ControlGroup group)
    {
        string[] memory = File.ReadAllLines(Path.Combine(proc, "meminfo"));
        long total = Kibibytes(memory, "MemTotal:") ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        long? available = Kibibytes(memory, "MemAvailable:");
        bool limited = group.MemoryLimitBytes < total;
        return new MachineResources
        {
            Cores = Math.Clamp((int)Math.Ceiling(group.Cores ?? double.MaxValue), 1, Environment.ProcessorCount),
            QuotaCores = group.Cores,
            MemoryBytes = limited ? group.MemoryLimitBytes!.Value : total,
            AvailableBytes = limited && group.MemoryFreeBytes < (available ?? long.MaxValue) ? group.MemoryFreeBytes : available,
            Load =
            [
                .. File.ReadAllText(Path.Combine(proc, "loadavg"))
                    .Split(' ')
                    .Take(3)
                    .Select(number => double.Parse(number, CultureInfo.InvariantCulture)),
            ],
        };
    }

    private static long? Kibibytes(string[] lines, string name) =>
        Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? long.Parse(line[name.Length..^"kB".Length], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite) << 10
            : null;
}
