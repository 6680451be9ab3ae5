namespace AudioSampler.Analysis.Evaluation;

/// <summary>How often answers given with about one confidence were right.</summary>
/// <param name="What">Key or tempo.</param>
/// <param name="Confidence">Their mean confidence, 0…1.</param>
/// <param name="Right">The share that was right, 0…1.</param>
/// <param name="Count">Number of answers.</param>
public sealed record Reliability(string What, double Confidence, double Right, int Count);
