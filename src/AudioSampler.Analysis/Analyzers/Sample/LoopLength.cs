using AudioSampler.Analysis.Analyzers.Tempo;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Sample;

/// <summary>Whether the length of a recording is a whole number of bars at its tempo.</summary>
/// <param name="Beats">Number of beats.</param>
/// <param name="Bars">Number of bars; null when the meter is not known.</param>
/// <param name="Off">How far the length is from that, in beats, as the tempo has it.</param>
internal sealed record LoopLength(int Beats, int? Bars, double Off)
{
    /// <summary>Of lengths drawn at random one in sixteen is within this of a whole number of bars of four.</summary>
    private const double MostOff = 0.125;

    private const int BeatsPerBarUnknown = 4;

    /// <summary>Compares a length with a tempo; null when it is no whole number of bars.</summary>
    public static LoopLength? Of(TempoResult tempo, double seconds)
    {
        if (tempo.Bpm is not { } bpm || tempo.Stable == false)
        {
            return null;
        }

        double length = seconds * bpm / 60;
        int beats = (int)Math.Round(length);
        int beatsPerBar = Meter.BeatsPerBar(tempo.TimeSignature) ?? BeatsPerBarUnknown;
        int bars = beats / beatsPerBar;
        double off = Math.Abs(length - beats);
        return beats > 0 && beats % beatsPerBar == 0 && IsUsual(bars) && off <= MostOff
            ? new LoopLength(beats, tempo.TimeSignature is null ? null : bars, off)
            : null;
    }

    /// <summary>Loops have 1, 2, 4, 8, 16 or 32 bars, or three times 4 or 8.</summary>
    private static bool IsUsual(int bars) => bars is 1 or 2 or 4 or 8 or 12 or 16 or 24 or 32;
}
