using AudioSampler.Analysis.Resources;
using AudioSampler.Audio.Store;
using AudioSampler.Inference.Store;

namespace AudioSampler.Analysis.Engine.Workers;

/// <summary>How analysis is kept apart from the program, and what it may take of the machine.</summary>
public sealed record WorkerSettings
{
    /// <summary>Largest number of workers.</summary>
    public const int MostWorkers = 64;

    /// <summary>Memory that a worker needs at least, in bytes.</summary>
    public const long SmallestMemoryLimitBytes = 256 * Megabyte;

    private const long Megabyte = 1 << 20;
    private const double ShareOfMemory = 0.5;
    private const long LargestUsualMemoryLimit = 4096 * Megabyte;
    private const int CoresOfWorker = 4; // About as many as the analyzers of one region keep at work.
    private const int LowestPriority = 19;
    private static readonly Lazy<MachineResources> s_machine = new(MachineResources.Detect);

    private readonly int? _workers;
    private readonly long? _memoryLimitBytes;

    /// <summary>Whether analyzers run in this process instead, for debugging: then nothing holds back a fault in native code. Default false.</summary>
    public bool InProcess { get; init; }

    /// <summary>Cores that analysis may use, 1 to all there are: so many analyzers run at once, over all workers. Default null: all, and workers may compete for them.</summary>
    public int? Cores { get; init; }

    /// <summary>Worker processes, 1 to 64; each has one file at a time. Default: one a core (of <see cref="Cores"/>: one for four), at most 4, fewer where memory is short.</summary>
    public int Workers
    {
        get => _workers ?? UsualWorkers;
        init => _workers = value;
    }

    /// <summary>Memory that a worker may use, in bytes, at least 256 MiB. Default: its share of half of the memory there is, at most 4 GiB.</summary>
    public long MemoryLimitBytes
    {
        get => _memoryLimitBytes ?? UsualMemoryLimit;
        init => _memoryLimitBytes = value;
    }

    /// <summary>How much workers, and FFmpeg that decodes for them, stand back behind other programs, as <c>nice</c> has it: 0 not at all, to 19. Default 0. Not on Windows.</summary>
    public int Niceness { get; init; }

    /// <summary>Bytes of the temporary folder's disk that have to stay free when a file is decoded, at least 0. Default 512 MiB.</summary>
    public long DiskReserveBytes { get; init; } = TempStore.DefaultReserveBytes;

    /// <summary>Largest number of analyzers at work at once in one worker, at least 1.</summary>
    public int AnalyzersPerWorker => Cores is { } cores ? Math.Max(1, cores / (InProcess ? 1 : Workers)) : s_machine.Value.Cores;

    /// <summary>Files at work at once if nobody says otherwise, at least 1: decoding one file overlaps with analysing another.</summary>
    public int FilesAtOnce => Math.Min(Cores ?? int.MaxValue, AnalysisBatch.DefaultFilesAtOnce);

    /// <summary>Files after which a worker is replaced by a fresh one, at least 1. Default 500.</summary>
    public int FilesPerWorker { get; init; } = 500;

    /// <summary>Files in a row on which an analyzer has to fail before it is set aside until the next start, at least 1. Default 5.</summary>
    public int FailuresUntilSetAside { get; init; } = 5;

    /// <summary>Folder of the plugins; null for none, which is the default.</summary>
    public string? PluginFolder { get; init; }

    /// <summary>The tagging network. Default: the one that comes with the program.</summary>
    public ModelFile Model { get; init; } = ModelFile.Embedded;

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

        if (Cores is { } cores && (cores < 1 || cores > s_machine.Value.Cores))
        {
            problems.Add($"there are {s_machine.Value.Cores} cores here: analysis can use 1 to so many of them, not {cores}");
        }
        else if (!InProcess && Workers > Cores)
        {
            problems.Add($"{Workers} workers can't keep to {Cores} cores: give fewer workers, or more cores");
        }

        if (Niceness is < 0 or > LowestPriority || (Niceness > 0 && OperatingSystem.IsWindows()))
        {
            problems.Add($"nice is from 0 to {LowestPriority}, not {Niceness}; on Windows it is 0");
        }

        if (DiskReserveBytes < 0)
        {
            problems.Add($"the disk reserve is 0 or more, not {DiskReserveBytes / Megabyte} MiB");
        }

        if (MemoryLimitBytes < SmallestMemoryLimitBytes)
        {
            problems.Add($"a worker needs {SmallestMemoryLimitBytes / Megabyte} MiB of memory or more, not {MemoryLimitBytes / Megabyte}");
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

    private static long MemoryForWorkers => (long)(s_machine.Value.MemoryBytes * ShareOfMemory);

    private int UsualWorkers
    {
        get
        {
            int byCores = Cores is { } cores ? (cores + CoresOfWorker - 1) / CoresOfWorker : AnalysisBatch.DefaultFilesAtOnce;
            return (int)Math.Clamp(Math.Min(byCores, MemoryForWorkers / (2 * SmallestMemoryLimitBytes)), 1, 4);
        }
    }

    private long UsualMemoryLimit => Math.Clamp(MemoryForWorkers / Math.Max(1, Workers), SmallestMemoryLimitBytes, LargestUsualMemoryLimit);
}
