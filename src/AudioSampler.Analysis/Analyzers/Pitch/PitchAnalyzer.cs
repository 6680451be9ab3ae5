using System.Numerics.Tensors;
using AudioSampler.Dsp.Pitch;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Pitch;

/// <summary>Finds the root note of a single note, how far it is off, and how steadily it is held.</summary>
/// <remarks>
/// 1. Candidates of frames of 0.11 s (<see cref="PitchCandidates"/>), and the likeliest path through them (<see cref="PitchPath"/>). 2. Of the frames that are within 30 dB of the loudest,
/// the median pitch; the root is the mean of those within half a semitone of it. 3. No root where less than a third of those frames has a pitch near it. docs/analyzers/pitch.md has the figures.
/// </remarks>
public sealed class PitchAnalyzer : IAnalyzer<PitchResult>
{
    private const int HopSamples = 512;
    private const double LongestSeconds = 60;
    private const double SoundingRatio = 0.0316;
    private const double SilenceRms = 1e-4;
    private const double LeastShare = 1.0 / 3;
    private const double NearSemitones = 0.5;
    private const double SteadySemitones = 0.25;
    private const double TuningHz = 440;
    private const int TuningMidi = 69;

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = "pitch",
            Version = "1.0",
            Description = "Root note of a single note, and how steadily it is held.",
            Produces = typeof(PitchResult),
            Consumes = [typeof(ClassificationResult)],
            Signals = [SignalKind.Analysis],
        };

    /// <inheritdoc/>
    public Task<Outcome<PitchResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        SoundKind? kind = region.Consume<ClassificationResult>().ValueOrNull?.Kind;
        double seconds = region.EndSeconds - region.StartSeconds;
        if (kind is not (SoundKind.Note or null) || seconds > LongestSeconds)
        {
            return Task.FromResult(
                Outcome<PitchResult>.Skip(
                    AnalysisErrorCode.NotApplicable,
                    kind is SoundKind.Note or null
                        ? $"the region is {seconds:0} s long: that is no single note"
                        : $"the region is of the kind {kind.Value.ToString().ToLowerInvariant()}, not a single note"
                )
            );
        }

        return Task.FromResult(Measure(region.Signal(SignalKind.Analysis), cancellationToken));
    }

    private static Outcome<PitchResult> Measure(ISignal signal, CancellationToken cancellationToken)
    {
        var finder = new PitchCandidates(signal.SampleRate);
        float[] frame = new float[finder.FrameSamples];
        var candidates = new List<PitchCandidate[]>();
        var levels = new List<float>();
        Span<PitchCandidate> found = stackalloc PitchCandidate[PitchCandidates.Most];
        for (long offset = -frame.Length / 2; offset < signal.Length - (frame.Length / 2); offset += HopSamples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SignalFrame.Read(signal, offset, frame);
            int middle = (frame.Length - HopSamples) / 2;
            levels.Add(MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(frame.AsSpan(middle, HopSamples)) / HopSamples));
            candidates.Add(found[..finder.Find(frame, found)].ToArray());
        }

        float loudest = levels.Count > 0 ? levels.Max() : 0;
        return loudest > SilenceRms
            ? Root(PitchPath.Find(candidates), [.. levels.Select(level => level >= loudest * SoundingRatio)])
            : Outcome<PitchResult>.Skip(AnalysisErrorCode.Silent, "the region is silent");
    }

    private static Outcome<PitchResult>.Ok Root(double[] path, bool[] sounding)
    {
        int all = sounding.Count(s => s);
        double[] midi = [.. path.Where((hz, i) => sounding[i] && !double.IsNaN(hz)).Select(Midi).Order()];
        double median = midi.Length > 0 ? midi[midi.Length / 2] : 0;
        double[] near = [.. midi.Where(m => Math.Abs(m - median) <= NearSemitones)];
        if (near.Length < LeastShare * all)
        {
            const string Reason = "no pitch is held";
            return Outcome<PitchResult>
                .Of(new PitchResult { Steadiness = 0 })
                .Because("root_midi", Reason)
                .Because("root_cents", Reason)
                .Because("root_hz", Reason);
        }

        double root = near.Average();
        int nearest = (int)Math.Round(root);
        return Outcome<PitchResult>.Of(
            new PitchResult
            {
                RootMidi = nearest,
                RootCents = Math.Round(100 * (root - nearest), 1),
                RootHz = Math.Round(TuningHz * Math.Pow(2, (root - TuningMidi) / 12), 2),
                Steadiness = Math.Round((double)midi.Count(m => Math.Abs(m - root) <= SteadySemitones) / all, 3),
            }
        );
    }

    private static double Midi(double hz) => TuningMidi + (12 * Math.Log2(hz / TuningHz));
}
