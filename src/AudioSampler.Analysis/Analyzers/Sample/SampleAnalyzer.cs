using System.Buffers;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Dsp.Levels;
using AudioSampler.Dsp.Rhythm;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Sample;

/// <summary>Says how a region can be played: as a one-shot, a loop, a phrase or an ambience; with attack, decay, and the best seam of a loop.</summary>
/// <remarks>
/// A loop is a recording without silence around it whose length is a whole number of bars at its tempo. What is no loop is told by its kind and its events: single hits and notes are one-shots, sounds of the environment are
/// ambiences where they go on evenly, all else is a phrase. docs/analyzers/sample.md has the rules and their figures.
/// </remarks>
public sealed class SampleAnalyzer : IAnalyzer<SampleResult>
{
    private const int BlockSamples = 1 << 14;
    private const double StepSeconds = 0.002;
    private const double ShortestSeconds = 0.01;

    /// <summary>Silence at the ends of a file up to this length belongs to its loop, in seconds; at the end up to a beat is the fading of the last note.</summary>
    private const double EdgeSeconds = 0.03;

    private const double LongestLoopSeconds = 60;
    private const double LongestOneShotSeconds = 4;
    private const double OnsetThreshold = 1.5;
    private const int OneShotEvents = 3;

    /// <summary>Above this a sound of the environment is a row of events, not an even one.</summary>
    private const double EventsSpreadDb = 25;

    private const double LeastLoopConfidence = 0.4;
    private const double UnknownKindConfidence = 0.5;

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = "sample",
            Version = "1.0",
            Description = "One-shot, loop, phrase or ambience; attack, decay, loop points.",
            Produces = typeof(SampleResult),
            Consumes = [typeof(ClassificationResult), typeof(TempoResult)],
            Signals = [SignalKind.Analysis],
        };

    /// <inheritdoc/>
    public async Task<Outcome<SampleResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        double seconds = region.EndSeconds - region.StartSeconds;
        if (!(seconds >= ShortestSeconds))
        {
            return Outcome<SampleResult>.Skip(
                AnalysisErrorCode.TooShort,
                $"the region is {Math.Max(0, seconds):0.000} s long; {ShortestSeconds} s are needed"
            );
        }

        ISignal signal = region.Signal(SignalKind.Analysis);
        Envelope envelope = Measure(signal, cancellationToken);
        if (!envelope.Levels.Any(level => level > 1e-5f))
        {
            return Outcome<SampleResult>.Skip(AnalysisErrorCode.Silent, "the region is silent");
        }

        ClassificationResult? classified = region.Consume<ClassificationResult>().ValueOrNull;
        LoopResult? loop = FindLoop(region, signal, classified?.Kind, out double loopConfidence);
        (SampleType type, double confidence) = loop is not null
            ? (SampleType.Loop, loopConfidence)
            : await WithoutLoopAsync(region, classified, envelope, cancellationToken);
        var result = new SampleResult
        {
            Type = type,
            Confidence = Math.Round(confidence, 3),
            AttackMs = Milliseconds(envelope.AttackSeconds()),
            DecayMs = Milliseconds(envelope.DecaySeconds()),
            Loop = loop,
        };
        Outcome<SampleResult>.Ok outcome = Outcome<SampleResult>.Of(result);
        outcome = result.DecayMs is null ? outcome.Because("decay_ms", "it does not fade by 20 dB") : outcome;
        return loop is null
            ? outcome.Because("loop", "its length is no whole number of bars at a steady tempo, or there is silence around it")
            : outcome;
    }

    private static LoopResult? FindLoop(IRegionContext region, ISignal signal, SoundKind? kind, out double confidence)
    {
        confidence = 0;
        TempoResult? tempo = region.Consume<TempoResult>().ValueOrNull;
        double fileSeconds = region.File.DurationS;
        bool possible =
            tempo?.Bpm is not null
            && region.StartSeconds <= EdgeSeconds
            && fileSeconds <= LongestLoopSeconds
            && fileSeconds - region.EndSeconds <= 60 / tempo.Bpm
            && kind is not (SoundKind.Speech or SoundKind.Note);
        if (!possible || LoopLength.Of(tempo!, fileSeconds) is not { } length)
        {
            return null;
        }

        // The exact length of the file is the loop, as whoever cut it meant it.
        LoopSeam seam = LoopSeam.Find(signal);
        confidence = (tempo!.Confidence ?? UnknownKindConfidence) * (1 - (2 * length.Off)) * (1 - (seam.Cost / 2));
        return confidence < LeastLoopConfidence
            ? null
            : new LoopResult(
                length.Bars,
                length.Beats,
                Math.Round(60 * length.Beats / fileSeconds, 3),
                Math.Round(region.StartSeconds + ((double)seam.Start / signal.SampleRate), 5),
                Math.Round(Math.Max(fileSeconds, region.EndSeconds), 5),
                Math.Round(seam.Cost, 3)
            );
    }

    private static async Task<(SampleType Type, double Confidence)> WithoutLoopAsync(
        IRegionContext region,
        ClassificationResult? classified,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        double seconds = region.EndSeconds - region.StartSeconds;
        double sure = classified?.KindScore ?? UnknownKindConfidence;
        switch (classified?.Kind)
        {
            case SoundKind.Percussion or SoundKind.Note:
                return (SampleType.OneShot, sure);
            case SoundKind.Music or SoundKind.Singing or SoundKind.Speech:
                return (SampleType.Phrase, sure);
            default:
                OnsetSeries onsets = await region.ArtifactAsync<OnsetSeries>(cancellationToken);
                int events = OnsetPeaks.Pick(onsets.Frames.Full, onsets.Frames.FrameRateHz, OnsetThreshold).Length;
                return seconds <= LongestOneShotSeconds && events <= OneShotEvents && envelope.DecaySeconds() is not null
                        ? (SampleType.OneShot, sure)
                    : envelope.SpreadDb() > EventsSpreadDb ? (SampleType.Phrase, sure)
                    : (SampleType.Ambience, sure);
        }
    }

    private static Envelope Measure(ISignal signal, CancellationToken cancellationToken)
    {
        var envelope = new Envelope(signal.SampleRate, StepSeconds, signal.Length);
        float[] block = ArrayPool<float>.Shared.Rent(BlockSamples);
        try
        {
            for (long offset = 0; offset < signal.Length; )
            {
                cancellationToken.ThrowIfCancellationRequested();
                int read = signal.Read(offset, block.AsSpan(0, BlockSamples));
                envelope.Push(block.AsSpan(0, read));
                offset += read;
                if (read == 0)
                {
                    break;
                }
            }

            envelope.Complete();
            return envelope;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(block);
        }
    }

    private static double? Milliseconds(double? seconds) => seconds is { } value ? Math.Round(1000 * value, 1) : null;
}
