using AudioSampler.Plugins.Contract;

namespace Attack;

/// <summary>Measures the attack of a region and the centroid of its level over time.</summary>
/// <remarks>
/// Method: 1. the level is the RMS over 10 ms, every 2.5 ms; 2. the attack ends where the level first reaches 90 % of its maximum, and begins where
/// it was at 10 % last before that, both between two levels; 3. the centroid is the mean of time weighted by level. Reference: Peeters, "A large set
/// of audio features for sound description", IRCAM, 2004. Made for single sounds; of a phrase it tells the attack of its first loud sound.
/// </remarks>
public sealed class AttackAnalyzer : IAnalyzer<AttackResult>
{
    private const double AttackStart = 0.1;
    private const double AttackEnd = 0.9;
    private const double ShortestS = 0.02;

    /// <summary>Below -80 dBFS there is nothing to measure.</summary>
    private const double SilentLevel = 1e-4;

    /// <inheritdoc/>
    public AnalyzerInfo Info { get; } =
        new()
        {
            Name = "attack",
            Version = "1.0",
            Description = "How fast the sound of a region rises, and where in time its weight lies.",
            Produces = typeof(AttackResult),
            Signals = [SignalKind.Analysis],
            TimeLimit = TimeSpan.FromSeconds(10),
            TimeLimitPerAudioSecond = TimeSpan.FromSeconds(0.05),
        };

    /// <inheritdoc/>
    public Task<Outcome<AttackResult>> AnalyzeAsync(IRegionContext region, CancellationToken cancellationToken)
    {
        var envelope = new Envelope(region.Signal(SignalKind.Analysis));
        return Task.FromResult(envelope.LengthSeconds < ShortestS ? TooShort(envelope) : Measure(envelope, cancellationToken));
    }

    private static Outcome<AttackResult> Measure(Envelope envelope, CancellationToken cancellationToken)
    {
        double maximum = 0;
        double peakSeconds = 0;
        double sum = 0;
        double weighted = 0;
        foreach ((double seconds, double level) in envelope.Read(cancellationToken))
        {
            sum += level;
            weighted += level * seconds;
            if (level > maximum)
            {
                (maximum, peakSeconds) = (level, seconds);
            }
        }

        if (maximum < SilentLevel)
        {
            return Outcome<AttackResult>.Skip(AnalysisErrorCode.Silent, "there is no sound above -80 dBFS in the region");
        }

        double centroid = Math.Min(weighted / sum, envelope.LengthSeconds);
        double? attack = AttackSeconds(envelope, maximum, cancellationToken);
        Outcome<AttackResult>.Ok result = Outcome<AttackResult>.Of(
            new AttackResult
            {
                AttackS = Rounded(attack),
                LogAttackTime = attack > 0 ? Rounded(Math.Log10(attack.Value)) : null,
                PeakAtS = Math.Round(envelope.StartSeconds + peakSeconds, 4),
                TemporalCentroidS = Math.Round(centroid, 4),
                TemporalCentroid = Math.Round(centroid / envelope.LengthSeconds, 4),
            }
        );
        const string Reason = "the region begins in the middle of a sound";
        return attack is null ? result.Because("attack_s", Reason).Because("log_attack_time", Reason) : result;
    }

    /// <summary>From the last 10 % before the first 90 %, in seconds; null when the level is above 10 % from the start.</summary>
    private static double? AttackSeconds(Envelope envelope, double maximum, CancellationToken cancellationToken)
    {
        double? start = null;
        (double Seconds, double Level) before = (0, double.PositiveInfinity);
        foreach ((double Seconds, double Level) now in envelope.Read(cancellationToken))
        {
            if (before.Level < AttackStart * maximum && now.Level >= AttackStart * maximum)
            {
                start = Crossing(before, now, AttackStart * maximum);
            }

            if (now.Level >= AttackEnd * maximum)
            {
                return start is { } from ? Math.Max(0, Crossing(before, now, AttackEnd * maximum) - from) : null;
            }

            before = now;
        }

        return null;
    }

    /// <summary>Where a line between two levels has a third one.</summary>
    private static double Crossing((double Seconds, double Level) a, (double Seconds, double Level) b, double level) =>
        a.Seconds + ((b.Seconds - a.Seconds) * (level - a.Level) / (b.Level - a.Level));

    private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 4) : null;

    private static Outcome<AttackResult> TooShort(Envelope envelope) =>
        Outcome<AttackResult>.Skip(
            AnalysisErrorCode.TooShort,
            $"the region is {envelope.LengthSeconds:0.000} s long; an attack needs {ShortestS} s"
        );
}
