using AudioSampler.Inference.Dense;
using AudioSampler.Inference.Models;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>The small networks of the tempo analyzer, read once. How they were made: <c>training/tempo/README.md</c>.</summary>
internal sealed class TempoModels
{
    private static readonly Lazy<TempoModels> Shared = new(() => new TempoModels(name => EmbeddedModels.LoadDense(name)));

    public TempoModels(Func<string, DenseNetwork> load)
    {
        Level = new LogOdds(load("tempo-level.aisn"));
        Beat = new LogOdds(load("tempo-beat.aisn"));
        Downbeat = new LogOdds(load("tempo-downbeat.aisn"));
        Meter = load("tempo-meter.aisn");
        Choice = load("tempo-choice.aisn");
        OffBeat = new LogOdds(load("tempo-offbeat.aisn"));
        Pulse = load("tempo-pulse.aisn");
        Beats = new BeatNetwork(EmbeddedModels.LoadTemporal("tempo-beats.aist"));
    }

    public static TempoModels Instance => Shared.Value;

    /// <summary>How plausible a tempo is by its <see cref="TempoEvidence"/>.</summary>
    public LogOdds Level { get; }

    /// <summary>Whether a frame is a beat, by its <see cref="BeatEvidence"/>.</summary>
    public LogOdds Beat { get; }

    /// <summary>Whether a beat begins a bar, by its <see cref="BarEvidence"/>.</summary>
    public LogOdds Downbeat { get; }

    /// <summary>Which meter the bars have, by <see cref="MeterEvidence"/>.</summary>
    public DenseNetwork Meter { get; }

    /// <summary>Scores of the meters at a level, by its <see cref="LevelEvidence"/>, to be compared with those of other levels.</summary>
    public DenseNetwork Choice { get; }

    /// <summary>Scores beats and off-beats of one track, to be compared, by their <see cref="OffBeatEvidence"/>.</summary>
    public LogOdds OffBeat { get; }

    /// <summary>Hears beats, downbeats, tempi and meters in the sound itself.</summary>
    public BeatNetwork Beats { get; }

    /// <summary>Whether there is a pulse and the tempo is right, by <see cref="PulseEvidence"/>.</summary>
    public DenseNetwork Pulse { get; }
}
