namespace AudioSampler.Inference.Importers;

/// <summary>What a checkpoint turned out to be.</summary>
/// <param name="Architecture"><c>efficientat-mn</c> or <c>passt</c>.</param>
/// <param name="Parameters">Number of its weights.</param>
/// <param name="Labels">Number of labels that it tells apart.</param>
/// <param name="EmbeddingSize">Values of its embedding.</param>
public sealed record ImportedNetwork(string Architecture, long Parameters, int Labels, int EmbeddingSize);
