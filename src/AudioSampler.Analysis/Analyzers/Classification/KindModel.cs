using System.Collections.Immutable;
using AudioSampler.Inference.Dense;
using AudioSampler.Inference.Models;
using AudioSampler.Inference.Tagging;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Classification;

/// <summary>
/// A trained network and the kinds that it tells apart: over <see cref="KindStatistics"/> alone, or over those and the embeddings of a tagging network. See
/// <c>models/kinds.md</c> and <c>models/tagger.md</c>.
/// </summary>
internal sealed class KindModel
{
    private static readonly Lazy<KindModel> LazyRegions = new(() => new KindModel(EmbeddedModels.LoadDense("kinds.aisn"), 0, 0));
    private static readonly Lazy<KindModel> LazyWindows = new(() => new KindModel(EmbeddedModels.LoadDense("content.aisn"), 0, 0));
    private readonly DenseNetwork _network;

    private KindModel(DenseNetwork network, int embeddingSize, int longEmbeddingSize)
    {
        if (network.InputSize != KindStatistics.Count + embeddingSize + longEmbeddingSize)
        {
            throw new InvalidOperationException(
                $"the network takes {network.InputSize} values, but {KindStatistics.Count} are measured, and {embeddingSize} and {longEmbeddingSize} heard"
            );
        }

        _network = network;
        EmbeddingSize = embeddingSize;
        LongEmbeddingSize = longEmbeddingSize;
        Kinds = [.. network.Classes.Select(name => Enum.Parse<SoundKind>(name, ignoreCase: true))];
    }

    /// <summary>For whole sounds: music, speech, singing, environment, percussion, note.</summary>
    public static KindModel Regions => LazyRegions.Value;

    /// <summary>For windows of about 3 s out of something longer: music, speech, singing, environment.</summary>
    public static KindModel Windows => LazyWindows.Value;

    /// <summary>The kinds, in the order of the probabilities.</summary>
    public ImmutableArray<SoundKind> Kinds { get; }

    /// <summary>Values that it takes after the statistics, of the mean embedding of short windows; 0 for none.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Values that it takes after those, of the mean embedding of long windows; 0 for none.</summary>
    public int LongEmbeddingSize { get; }

    /// <summary>All values that it takes.</summary>
    public int InputSize => _network.InputSize;

    /// <summary>For whole sounds, with the ears of a tagger; null when nothing was learnt for it.</summary>
    public static KindModel? RegionsOf(Tagger? tagger) =>
        tagger?.Kinds is { } network ? new KindModel(network, tagger.Network.EmbeddingSize, 0) : null;

    /// <summary>For whole sounds that were heard in long windows too; null when nothing was learnt for it.</summary>
    public static KindModel? SoundsOf(Tagger? tagger) =>
        tagger?.Sounds is { } network ? new KindModel(network, tagger.Network.EmbeddingSize, tagger.Network.EmbeddingSize) : null;

    /// <summary>For windows, with the ears of a tagger; null when nothing was learnt for it.</summary>
    public static KindModel? WindowsOf(Tagger? tagger) =>
        tagger?.Content is { } network ? new KindModel(network, tagger.Network.EmbeddingSize, 0) : null;

    /// <summary>Gives the probability of each kind.</summary>
    /// <param name="input">[<see cref="InputSize"/>].</param>
    /// <param name="probabilities">[Kinds].</param>
    public void Evaluate(ReadOnlySpan<float> input, Span<float> probabilities) => _network.Evaluate(input, probabilities);
}
