namespace AudioSampler.Faults.Plugin;

/// <summary>What <c>bystander</c> says: the same whether <c>fault_b</c> had a result or not.</summary>
/// <param name="Level">Mean absolute level of the first samples, 0 to 1.</param>
public sealed record BystanderResult(double Level);
