using System.Collections.Immutable;
using AudioSampler.Inference.Dense;
using AudioSampler.Inference.Models;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Classification;

/// <summary>A trained network over <see cref="KindStatistics"/>, and the kinds that it tells apart. See <c>models/kinds.md</c>.</summary>
internal sealed class KindModel
{
    private static readonly Lazy<KindModel> LazyRegions = new(() => new KindModel(EmbeddedModels.LoadDense("kinds.aisn")));
    private static readonly Lazy<KindModel> LazyWindows = new(() => new KindModel(EmbeddedModels.LoadDense("content.aisn")));
    private readonly DenseNetwork _network;

    private KindModel(DenseNetwork network)
    {
        if (network.InputSize != KindStatistics.Count)
        {
            throw new InvalidOperationException($"the network takes {network.InputSize} values, but {KindStatistics.Count} are measured");
        }

        _network = network;
        Kinds = [.. network.Classes.Select(name => Enum.Parse<SoundKind>(name, ignoreCase: true))];
    }

    /// <summary>For whole sounds: music, speech, singing, environment, percussion, note.</summary>
    public static KindModel Regions => LazyRegions.Value;

    /// <summary>For windows of about 3 s out of something longer: music, speech, singing, environment.</summary>
    public static KindModel Windows => LazyWindows.Value;

    /// <summary>The kinds, in the order of the probabilities.</summary>
    public ImmutableArray<SoundKind> Kinds { get; }

    /// <summary>Gives the probability of each kind.</summary>
    /// <param name="statistics">[<see cref="KindStatistics.Count"/>].</param>
    /// <param name="probabilities">[Kinds].</param>
    public void Evaluate(ReadOnlySpan<float> statistics, Span<float> probabilities) => _network.Evaluate(statistics, probabilities);
}
