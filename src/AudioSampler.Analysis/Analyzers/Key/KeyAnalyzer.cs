using System.Collections.Immutable;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Dsp.Tonal;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>Finds the key of a region, where it changes, and the tuning; says that there is none, and why, for noise, drums, speech and single notes.</summary>
/// <remarks>
/// 1. Chroma of bass and treble (<see cref="ChromaSeries"/>). 2. A small network that hears the course of the chroma (<see cref="KeyNetwork"/>) scores the 24 keys, for the whole region and for
/// stretches of 10 s. 3. The stretches and a Viterbi path give the changes. 4. Learnt evidence decides whether there is a key at all: among it how clear one is to a layer over mean chroma and how
/// often each triad is heard (<see cref="KeyLayer"/>). docs/analyzers/key.md has the figures.
/// </remarks>
public sealed class KeyAnalyzer : IAnalyzer<KeyResult>
{
    private const string Version = "1.1";
    private const string Method = "native";

    /// <summary>What docs/measurements.md records for this version.</summary>
    private static readonly AccuracyRate Measured = new(0.893, "DEV music set, MIREX weighted, 29 excerpts");

    private static readonly KeyMetadata Metadata = new(Method, "dotnet", Measured, Version);

    private readonly KeyOptions _options;

    /// <summary>Makes the analyzer.</summary>
    /// <param name="options">How keys are found; the defaults when null.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names all that are.</exception>
    public KeyAnalyzer(KeyOptions? options = null)
    {
        _options = options ?? new KeyOptions();
        IReadOnlyList<string> problems = _options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        Info = new AnalyzerInfo
        {
            Name = "key",
            Version = Version,
            Description = "Key, its changes, and the tuning",
            Produces = typeof(KeyResult),
            ConsumesOptionally = _options.Method == KeyMethod.Native ? [] : [EssentiaOpinion.Analyzer],
            Signals = [SignalKind.Analysis],
        };
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; }

    /// <inheritdoc/>
    public async Task<Outcome<KeyResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        EssentiaOpinion? other = _options.Method == KeyMethod.Native ? null : EssentiaOpinion.Of(region.RecordOf(EssentiaOpinion.Analyzer));
        ChromaSeries chroma = await region.ArtifactAsync<ChromaSeries>(cancellationToken);
        ChromaFrames frames = chroma.Frames;
        double seconds = region.EndSeconds - region.StartSeconds;
        if (!(frames.MeanStrength > 0))
        {
            return Beside(other, Atonal(frames, 1, "silent, or nothing pitched in it"));
        }

        if (seconds < _options.MinSeconds)
        {
            return Beside(other, Atonal(frames, 0, $"shorter than {_options.MinSeconds} s"));
        }

        var description = new KeyDescription(frames);
        KeyEvidence evidence = KeyEvidence.Weigh(frames, Clarity(description));
        if (evidence.Probability < _options.MinTonal)
        {
            return Beside(other, Atonal(frames, 1 - evidence.Probability, evidence.Objection));
        }

        KeyNetwork network = KeyNetwork.Of(description, cancellationToken);
        double[] scores = new double[MusicalKey.Count];
        network.Score(0, frames.Count, scores);
        int best = KeyPath.IndexOfLargest(scores);
        var key = new MusicalKey(best);
        KeyResult native = Naming(
            key,
            new KeyResult
            {
                Mode = key.Mode,
                Confidence = evidence.Probability * KeyConfidence.Of(Math.Exp(scores[best]), seconds),
                TuningCents = TuningOf(frames),
                Alternatives = Alternatives(scores, best),
                KeyChanges = Changes(network, chroma, cancellationToken),
                Method = Method,
                AnalysisMetadata = Metadata,
            }
        );
        return _options.Method == KeyMethod.Essentia && other!.Key is { } named
            ? WithReasons(
                Naming(named, native) with
                {
                    Confidence = evidence.Probability * EssentiaOpinion.ShareRight,
                    Alternatives = Alternatives(scores, named.Index),
                    SecondOpinion = new KeyOpinion(Method, key.Name, native.Confidence, key == named),
                    Method = EssentiaOpinion.Method,
                    AnalysisMetadata = other.Metadata!,
                }
            )
            : Beside(other, WithReasons(native));
    }

    private static KeyResult Naming(MusicalKey key, KeyResult result) =>
        result with
        {
            Key = key.Name,
            Tonic = key.Tonic,
            Mode = key.Mode,
            Camelot = key.Camelot,
            OpenKey = key.OpenKey,
        };

    /// <summary>This program's answer with the other's beside it, or with why there is none; where the other was to answer, this one is its substitute.</summary>
    private Outcome<KeyResult>.Ok Beside(EssentiaOpinion? other, Outcome<KeyResult>.Ok native)
    {
        if (other is null)
        {
            return native;
        }

        if (other.Key is { } key)
        {
            var opinion = new KeyOpinion(EssentiaOpinion.Method, key.Name, other.Score, key.Name == native.Value.Key);
            return native with { Value = native.Value with { SecondOpinion = opinion } };
        }

        return native.Because("second_opinion", other.Absence!) with
        {
            Substituted = _options.Method == KeyMethod.Essentia ? [EssentiaOpinion.Analyzer] : [],
        };
    }

    /// <summary>How clear a key is in the mean values of the region: log probability of the layer's best one.</summary>
    private static double Clarity(KeyDescription description)
    {
        Span<double> described = stackalloc double[KeyDescription.Width];
        Span<double> scores = stackalloc double[MusicalKey.Count];
        description.OfAll(described);
        KeyLayer.Score(described, scores);
        return scores[KeyPath.IndexOfLargest(scores)];
    }

    private static Outcome<KeyResult>.Ok Atonal(ChromaFrames frames, double confidence, string reason)
    {
        var result = new KeyResult
        {
            Mode = KeyMode.Atonal,
            Confidence = confidence,
            TuningCents = TuningOf(frames),
            Method = Method,
            AnalysisMetadata = Metadata,
        };
        return WithReasons(result).Because("key", reason).Because("tonic", reason).Because("camelot", reason).Because("open_key", reason);
    }

    private static Outcome<KeyResult>.Ok WithReasons(KeyResult result)
    {
        Outcome<KeyResult>.Ok outcome = Outcome<KeyResult>.Of(result);
        return result.TuningCents is null ? outcome.Because("tuning_cents", "no steady pitches to measure it by") : outcome;
    }

    private static double? TuningOf(ChromaFrames frames) => frames.Tuning is { } tuning ? Math.Round(tuning.Cents, 1) : null;

    private ImmutableArray<KeyCandidate> Alternatives(double[] scores, int best) =>
        [
            .. Enumerable
                .Range(0, MusicalKey.Count)
                .Where(key => key != best)
                .OrderByDescending(key => scores[key])
                .Take(_options.Alternatives)
                .Select(key => new KeyCandidate(new MusicalKey(key).Name, Math.Exp(scores[key]))),
        ];

    /// <summary>The key at the start and each change after; nothing where it never changes.</summary>
    private ImmutableArray<KeyChange> Changes(KeyNetwork network, ChromaSeries chroma, CancellationToken cancellationToken)
    {
        ChromaFrames frames = chroma.Frames;
        int window = Math.Max(1, (int)Math.Round(_options.WindowSeconds / frames.HopSeconds));
        int hop = Math.Max(1, (int)Math.Round(_options.HopSeconds / frames.HopSeconds));
        int count = frames.Count <= window ? 0 : ((frames.Count - window) / hop) + 1;
        double[] scores = new double[count * MusicalKey.Count];
        for (int s = 0; s < count; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            network.Score(s * hop, (s * hop) + window, scores.AsSpan(s * MusicalKey.Count, MusicalKey.Count));
        }

        int[] path = KeyPath.Decode(scores, _options.ChangePenalty);
        if (path.Distinct().Count() <= 1)
        {
            return [];
        }

        var changes = ImmutableArray.CreateBuilder<KeyChange>();
        for (int s = 0; s < count; s++)
        {
            if (s == 0 || path[s] != path[s - 1])
            {
                // A stretch speaks for its middle; the change lies half a hop before the first stretch in the new key.
                double middle = s == 0 ? 0 : (s * hop) + (window / 2.0) - (hop / 2.0);
                changes.Add(new KeyChange(chroma.StartSeconds + (middle * frames.HopSeconds), new MusicalKey(path[s]).Name));
            }
        }

        return changes.ToImmutable();
    }
}
