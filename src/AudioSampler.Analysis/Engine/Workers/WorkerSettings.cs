namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>How analysis is kept apart from the program.</summary>
public sealed record WorkerSettings
{
    private const long Megabyte = 1 << 20;
    private const int MostWorkers = 64;
    private const double ShareOfMemory = 0.5;
    private const long SmallestMemoryLimit = 256 * Megabyte;
    private const long LargestUsualMemoryLimit = 4096 * Megabyte;

    /// <summary>Whether analyzers run in this process instead, for debugging: then nothing holds back a fault in native code. Default false.</summary>
    public bool InProcess { get; init; }

    /// <summary>Worker processes, 1 to 64; each has one file at a time. Default: one a core, at most 4, fewer where memory is short.</summary>
    public int Workers { get; init; } = UsualWorkers;

    /// <summary>Memory that a worker may use, in bytes, at least 256 MiB. Default: its share of half of the memory there is, at most 4 GiB.</summary>
    public long MemoryLimitBytes { get; init; } = UsualMemoryLimit;

    /// <summary>Files after which a worker is replaced by a fresh one, at least 1. Default 500.</summary>
    public int FilesPerWorker { get; init; } = 500;

    /// <summary>Files in a row on which an analyzer has to fail before it is set aside until the next start, at least 1. Default 5.</summary>
    public int FailuresUntilSetAside { get; init; } = 5;

    /// <summary>Folder of the plugins; null for none, which is the default.</summary>
    public string? PluginFolder { get; init; }

    /// <summary>Time that a worker may take to load plugins and get ready. Default 60 s.</summary>
    public TimeSpan TimeToGetReady { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time that an analyzer gets over its limit, to stop by itself, before its worker is ended. Default 5 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The program that is started as <c>PROGRAM worker</c>; null for this program's own.</summary>
    public string? Program { get; init; }

    /// <summary>All that is wrong, one line each; empty when nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Workers is < 1 or > MostWorkers)
        {
            problems.Add($"workers is from 1 to {MostWorkers}, not {Workers}");
        }

        if (MemoryLimitBytes < SmallestMemoryLimit)
        {
            problems.Add($"a worker needs {SmallestMemoryLimit / Megabyte} MiB of memory or more, not {MemoryLimitBytes / Megabyte}");
        }

        if (FilesPerWorker < 1 || FailuresUntilSetAside < 1 || Grace < TimeSpan.Zero || TimeToGetReady <= TimeSpan.Zero)
        {
            problems.Add(
                "files per worker and failures until an analyzer is set aside are at least 1, the grace is at least 0, the time to get ready above it"
            );
        }

        if (PluginFolder is not null && !Directory.Exists(PluginFolder))
        {
            problems.Add($"the folder of plugins {PluginFolder} is not there: name another with --plugins DIR or AIS_PLUGINS");
        }

        return problems;
    }

    private static long MachineMemoryBytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static int UsualWorkers =>
        (int)
            Math.Clamp(
                Math.Min(AnalysisBatch.DefaultFilesAtOnce, (long)(MachineMemoryBytes * ShareOfMemory) / (2 * SmallestMemoryLimit)),
                1,
                4
            );

    private static long UsualMemoryLimit =>
        Math.Clamp((long)(MachineMemoryBytes * ShareOfMemory) / UsualWorkers, SmallestMemoryLimit, LargestUsualMemoryLimit);
}
