using System.Collections.Immutable;
using AudioSampler.Analysis.Analyzers.Key;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Inference.Dense;
using AudioSampler.Inference.Models;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Chords;

/// <summary>Names the chords of a region of music, on its beats.</summary>
/// <remarks>
/// 1. Chroma of bass and treble (<see cref="ChromaSeries"/>) is averaged over beats. 2. A small network, the same for all roots, scores major, minor, dominant, major and minor sevenths,
/// diminished, and none. 3. A hidden Markov model smooths them, and its posterior is the confidence. docs/analyzers/chords.md has the figures.
/// </remarks>
public sealed class ChordsAnalyzer : IAnalyzer<ChordsResult>
{
    private const double ShortestSeconds = 1;

    private static readonly Lazy<DenseNetwork> s_network = new(() => EmbeddedModels.LoadDense("chords.aisn"));

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = "chords",
            Version = "1.0",
            Description = "Chords, on beats.",
            Produces = typeof(ChordsResult),
            Consumes = [typeof(ClassificationResult), typeof(TempoResult), typeof(KeyResult)],
            Signals = [SignalKind.Analysis],
        };

    /// <inheritdoc/>
    public async Task<Outcome<ChordsResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        double seconds = region.EndSeconds - region.StartSeconds;
        if (!(seconds >= ShortestSeconds))
        {
            return Outcome<ChordsResult>.Skip(
                AnalysisErrorCode.TooShort,
                $"the region is {Math.Max(0, seconds):0.00} s long; chords need {ShortestSeconds:0} s"
            );
        }

        SoundKind? kind = region.Consume<ClassificationResult>().ValueOrNull?.Kind;
        if (kind is not (null or SoundKind.Music or SoundKind.Singing or SoundKind.Mixed))
        {
            return Outcome<ChordsResult>.Skip(
                AnalysisErrorCode.NotApplicable,
                $"the region is of the kind {kind.Value.ToString().ToLowerInvariant()}, not music"
            );
        }

        ChromaSeries chroma = await region.ArtifactAsync<ChromaSeries>(cancellationToken);
        if (!(chroma.Frames.MeanStrength > 0))
        {
            return Outcome<ChordsResult>.Skip(AnalysisErrorCode.Silent, "the region is silent, or nothing pitched is in it");
        }

        Outcome<TempoResult> tempo = region.Consume<TempoResult>();
        double[] beats = [.. (tempo.ValueOrNull?.BeatsS ?? []).Select(beat => beat - chroma.StartSeconds)];
        double[]? onBeats = ChordSteps.OfBeats(beats, seconds);
        double[] bounds = onBeats ?? ChordSteps.OfTime(seconds);
        float[] scores = ChordScores.Of(ChordDescription.Of(chroma.Frames, bounds), s_network.Value, cancellationToken);
        (int[] chords, float[] posteriors) = ChordPath.Decode(scores, bounds);
        MusicalKey? key = region.Consume<KeyResult>().ValueOrNull?.Key is { } name ? MusicalKey.Named(name) : null;
        Outcome<ChordsResult>.Ok outcome = Outcome<ChordsResult>.Of(
            new ChordsResult
            {
                Grid = onBeats is null ? ChordGrid.HalfSeconds : ChordGrid.Beats,
                Chords = Spans(chords, posteriors, bounds, chroma.StartSeconds, key),
            }
        );
        return tempo.ValueOrNull is null ? outcome with { Substituted = ["tempo"] } : outcome;
    }

    private static ImmutableArray<ChordSpan> Spans(int[] chords, float[] posteriors, double[] bounds, double start, MusicalKey? key)
    {
        var spans = ImmutableArray.CreateBuilder<ChordSpan>();
        for (int first = 0; first < chords.Length; )
        {
            int end = first;
            double sure = 0;
            for (; end < chords.Length && chords[end] == chords[first]; end++)
            {
                sure += posteriors[end] * (bounds[end + 1] - bounds[end]);
            }

            spans.Add(
                new ChordSpan(
                    Math.Round(start + bounds[first], 4),
                    Math.Round(start + bounds[end], 4),
                    new Chord(chords[first]).NameIn(key),
                    Math.Round(Math.Clamp(sure / (bounds[end] - bounds[first]), 0, 1), 3)
                )
            );
            first = end;
        }

        return spans.ToImmutable();
    }
}
