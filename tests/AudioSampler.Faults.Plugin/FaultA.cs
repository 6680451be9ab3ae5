using AudioSampler.Plugins.Contract;

namespace AudioSampler.Faults.Plugin;

/// <summary>Fails on command.</summary>
public sealed class FaultA : FaultyAnalyzer<FaultAResult>
{
    public FaultA()
        : base("fault_a") { }

    protected override Outcome<FaultAResult>.Ok Succeed(IRegionContext region, double level) => Outcome<FaultAResult>.Of(new(level));
}
