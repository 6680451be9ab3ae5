namespace AudioSampler.Faults.Plugin;

/// <summary>What <c>fault_a</c> says.</summary>
/// <param name="Level">Mean absolute level of the first samples, 0 to 1.</param>
public sealed record FaultAResult(double Level);
