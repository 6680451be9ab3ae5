using AudioSampler.Plugins.Contract;

namespace AudioSampler.Faults.Plugin;

/// <summary>Does no harm, and reads what <see cref="FaultB"/> found; without it, it measures by itself and says so.</summary>
public sealed class Bystander : FaultyAnalyzer<BystanderResult>
{
    public Bystander()
        : base("bystander", typeof(FaultBResult)) { }

    protected override Outcome<BystanderResult>.Ok Succeed(IRegionContext region, double level) =>
        region.Consume<FaultBResult>().ValueOrNull is { } found
            ? Outcome<BystanderResult>.Of(new(found.Level))
            : Outcome<BystanderResult>.Of(new(level)) with
            {
                Substituted = ["fault_b"],
            };
}
