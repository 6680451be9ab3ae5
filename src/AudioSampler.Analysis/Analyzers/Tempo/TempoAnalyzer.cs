using AudioSampler.Analysis.Artifacts;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>Tempo, beats, downbeats and meter of a region; null with the reason where there is no pulse.</summary>
/// <remarks>
/// Method: 1. onset strength in five series, and a temporal convolutional network over the levels of broad bands, which has a say in all that follows; 2. in stretches of 24 s a small network scores every tempo from 30 to 240 by its
/// periodicities, so that metrical levels compete; 3. a Viterbi path joins the stretches; 4. along it, a network
/// says how likely each frame is a beat, and <see cref="Dsp.Rhythm.BeatTracker"/> picks the beats; 5. the same at the metrical relatives of that path, and networks over beats find bars there: level and meter are chosen together (<see cref="LevelChoice"/>), and whether the off-beats are the beats (<see cref="OffBeatEvidence"/>);
/// 6. the tempo is refined by regression over the beats; 7. a last network says whether there is a pulse, by what periodicities and onset strength give by themselves; the kind of sound has a say in that.
/// </remarks>
public sealed class TempoAnalyzer : IAnalyzer<TempoResult>
{
    private readonly TempoOptions _options;
    private readonly TempoModels? _models;

    /// <summary>No answer is certain, whatever a network says of it.</summary>
    private const double MostCertain = 0.999;

    /// <summary>Makes the analyzer.</summary>
    /// <exception cref="ArgumentException">The options don't hold together.</exception>
    public TempoAnalyzer(TempoOptions? options = null)
        : this(options, models: null) { }

    /// <summary>Makes an analyzer with other networks than those shipped.</summary>
    internal TempoAnalyzer(TempoOptions? options, TempoModels? models)
    {
        _models = models;
        _options = options ?? new TempoOptions();
        IReadOnlyList<string> problems = _options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }
    }

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = "tempo",
            Version = "1.5",
            Description = "Tempo, beats, downbeats and meter.",
            Produces = typeof(TempoResult),
            Consumes = [typeof(ClassificationResult)],
            Signals = [SignalKind.Analysis],
        };

    /// <inheritdoc/>
    public async Task<Outcome<TempoResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        double seconds = region.EndSeconds - region.StartSeconds;
        if (!(seconds >= _options.ShortestSeconds))
        {
            return Outcome<TempoResult>.Skip(
                AnalysisErrorCode.TooShort,
                $"the region is {Math.Max(0, seconds):0.00} s long; a tempo needs {_options.ShortestSeconds:0.0} s"
            );
        }

        OnsetSeries onsets = await region.ArtifactAsync<OnsetSeries>(cancellationToken);
        if (onsets.RmsDbfs is null)
        {
            return Outcome<TempoResult>.Skip(AnalysisErrorCode.Silent, "the region is silent");
        }

        TempoModels models = _models ?? TempoModels.Instance;
        int lowest = (int)Math.Ceiling(TempoGrid.Position(_options.LowestBpm) - 0.001);
        int highest = (int)Math.Floor(TempoGrid.Position(_options.HighestBpm) + 0.001);
        (TempoTrack track, TempoTrack signal) = TempoTrack.Follow(onsets.Frames, models, lowest, highest, cancellationToken);
        float[] pulse = Pulse(signal, models);
        double probability = PulsePrior.Apply(1 - pulse[0], region.Consume<ClassificationResult>());
        if (track.Beats.Length < TempoTrack.FewestBeats || probability < _options.PulseThreshold)
        {
            string reason = track.Beats.Length < TempoTrack.FewestBeats ? "too few beats" : "no pulse";
            return new Outcome<TempoResult>.Ok(new TempoResult())
                .Because("bpm", reason)
                .Because("confidence", reason)
                .Because("stable", reason)
                .Because("time_signature", reason)
                .Because("meter_confidence", reason);
        }

        return Claim(LevelChoice.Of(TempoTrack.Levels(onsets.Frames, track, models, lowest, highest, cancellationToken), models), onsets);
    }

    private static float[] Pulse(TempoTrack track, TempoModels models)
    {
        float[] features = new float[PulseEvidence.FeatureCount];
        float[] probabilities = new float[models.Pulse.Classes.Length];
        PulseEvidence.Fill(track, features);
        models.Pulse.Evaluate(features, probabilities);
        return probabilities;
    }

    private Outcome<TempoResult>.Ok Claim(LevelChoice choice, OnsetSeries onsets)
    {
        TempoTrack track = choice.Track;
        double[] beats = [.. track.Beats.Select(onsets.TimeOf)];
        TempoCurve curve = TempoCurve.Of(beats);
        Meter meter = Meter.Of(choice);
        bool named = meter.TimeSignature is not null && meter.Probability >= _options.MeterThreshold;
        double start = onsets.StartSeconds;
        var result = new TempoResult
        {
            Bpm = Math.Round(curve.Bpm, 2),
            Confidence = Math.Round(Math.Clamp(choice.Probability, 0, MostCertain), 3),
            Candidates = TempoCandidates.Of(choice, curve.Bpm),
            Stable = curve.Stable,
            Curve = curve.Stable ? [] : curve.Points,
            BeatsS = [.. beats.Select(t => Math.Round(Math.Max(start, t), 4))],
            DownbeatsS = named ? [.. meter.Downbeats.Select(b => Math.Round(Math.Max(start, beats[b]), 4))] : [],
            TimeSignature = named ? meter.TimeSignature : null,
            MeterConfidence = named ? Math.Round(Math.Min(meter.Probability, MostCertain), 3) : null,
        };
        var outcome = new Outcome<TempoResult>.Ok(result);
        return named
            ? outcome
            : outcome.Because("time_signature", "no meter stands out").Because("meter_confidence", "no meter stands out");
    }
}
