using AudioSampler.Analysis.Resources;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Resources;

public sealed class MachineResourcesTests : IDisposable
{
    private static readonly ControlGroup s_unlimited = new(null, null, null);

    private readonly TempFolder _proc = new();

    public MachineResourcesTests()
    {
        File.WriteAllText(_proc.File("meminfo"), "MemTotal:        2000 kB\nMemFree:          100 kB\nMemAvailable:     1500 kB\n");
        File.WriteAllText(_proc.File("loadavg"), "1.52 0.70 0.05 2/345 6789\n");
    }

    [Fact]
    public void Without_a_limit_the_machine_counts()
    {
        MachineResources machine = MachineResources.Detect(_proc.Path, s_unlimited);

        Assert.Equal((2000L << 10, 1500L << 10), (machine.MemoryBytes, machine.AvailableBytes));
        Assert.Equal(Environment.ProcessorCount, machine.Cores);
        Assert.Null(machine.QuotaCores);
        Assert.Equal([1.52, 0.7, 0.05], machine.Load);
    }

    [Fact]
    public void A_tighter_limit_counts_and_a_wider_one_does_not()
    {
        MachineResources tight = MachineResources.Detect(_proc.Path, new ControlGroup(1000, 300, 0.5));
        MachineResources wide = MachineResources.Detect(_proc.Path, new ControlGroup(long.MaxValue / 2, 7, 1000));

        Assert.Equal((1000, 300, 1, 0.5), (tight.MemoryBytes, tight.AvailableBytes, tight.Cores, tight.QuotaCores));
        Assert.Equal((2000L << 10, 1500L << 10, Environment.ProcessorCount), (wide.MemoryBytes, wide.AvailableBytes, wide.Cores));
    }

    [Fact]
    public void This_machine_has_cores_and_memory()
    {
        MachineResources machine = MachineResources.Detect();

        Assert.InRange(machine.Cores, 1, Environment.ProcessorCount);
        Assert.InRange(machine.AvailableBytes ?? 1, 1, machine.MemoryBytes);
    }

    public void Dispose() => _proc.Dispose();
}
