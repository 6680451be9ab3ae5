using AudioSampler.Analysis.Engine.Workers;
using AudioSampler.Analysis.Resources;

namespace AudioSampler.Analysis.Tests.Engine.Workers;

public sealed class WorkerSettingsTests
{
    private static readonly int s_cores = MachineResources.Detect().Cores;

    [Fact]
    public void The_defaults_make_sense_here()
    {
        var settings = new WorkerSettings();

        Assert.Empty(settings.Validate());
        Assert.Equal(s_cores, settings.AnalyzersPerWorker);
        Assert.Equal(512L << 20, settings.DiskReserveBytes);
    }

    [Theory]
    [InlineData(1, null, 1, 1)]
    [InlineData(4, null, 1, 4)]
    [InlineData(8, null, 2, 4)]
    [InlineData(8, 4, 4, 2)]
    [InlineData(7, 2, 2, 3)]
    public void So_many_cores_run_so_many_analyzers_over_all_workers(int cores, int? given, int workers, int each)
    {
        var settings = new WorkerSettings { Cores = cores };
        settings = given is { } number ? settings with { Workers = number } : settings;

        Assert.InRange(settings.Workers, 1, workers); // fewer where memory is short
        Assert.Equal(Math.Max(1, cores / settings.Workers), settings.AnalyzersPerWorker);
        Assert.True(settings.Workers < workers || settings.AnalyzersPerWorker == each);
        Assert.InRange(settings.FilesAtOnce, 1, cores);
        Assert.Equal(cores, (settings with { InProcess = true }).AnalyzersPerWorker);
    }

    [Fact]
    public void Memory_is_shared_by_the_workers_that_there_are()
    {
        var one = new WorkerSettings { Workers = 1 };
        var many = new WorkerSettings { Workers = 64 };

        Assert.InRange(one.MemoryLimitBytes, 256L << 20, 4096L << 20);
        Assert.InRange(many.MemoryLimitBytes, 256L << 20, one.MemoryLimitBytes);
    }

    [Fact]
    public void All_that_makes_no_sense_is_said()
    {
        string[] problems =
        [
            .. new WorkerSettings { Cores = s_cores + 1 }.Validate(),
            .. new WorkerSettings { Cores = 0 }.Validate(),
            .. new WorkerSettings { Cores = 1, Workers = 2 }.Validate(),
            .. new WorkerSettings { Niceness = 20 }.Validate(),
            .. new WorkerSettings { DiskReserveBytes = -1 }.Validate(),
        ];

        Assert.Equal(5, problems.Length);
        Assert.Contains("2 workers can't keep to 1 cores", problems[2], StringComparison.Ordinal);
        Assert.Empty(
            new WorkerSettings
            {
                Cores = 1,
                Workers = 2,
                InProcess = true,
            }.Validate()
        );
    }
}
