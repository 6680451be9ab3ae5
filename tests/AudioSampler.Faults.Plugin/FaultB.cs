using AudioSampler.Plugins.Contract;

namespace AudioSampler.Faults.Plugin;

/// <summary>Fails on command, and reads what <see cref="FaultA"/> found; without it, it measures by itself and says so.</summary>
public sealed class FaultB : FaultyAnalyzer<FaultBResult>
{
    public FaultB()
        : base("fault_b", typeof(FaultAResult)) { }

    protected override Outcome<FaultBResult>.Ok Succeed(IRegionContext region, double level) =>
        region.Consume<FaultAResult>().ValueOrNull is { } found
            ? Outcome<FaultBResult>.Of(new(found.Level))
            : Outcome<FaultBResult>.Of(new(level)) with
            {
                Substituted = ["fault_a"],
            };
}
