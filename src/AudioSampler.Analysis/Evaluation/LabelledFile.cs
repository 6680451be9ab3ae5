using System.Collections.Immutable;

namespace AudioSampler.Analysis.Evaluation;

/// <summary>What is true of a file. What is null or empty is not known, and not scored.</summary>
public sealed record LabelledFile
{
    /// <summary>Path, from the folder of the manifest.</summary>
    public required string File { get; init; }

    /// <summary>Such as <c>A minor</c>.</summary>
    public string? Key { get; init; }

    /// <summary>Beats a minute.</summary>
    public double? Bpm { get; init; }

    /// <summary>Whether listeners disagree on the metrical level, so that the tempo counts up to its multiples alone.</summary>
    public bool? BpmOctaveAmbiguous { get; init; }

    /// <summary>Such as <c>3/4</c>.</summary>
    public string? TimeSignature { get; init; }

    /// <summary>Beats, in seconds.</summary>
    public ImmutableArray<double>? BeatsS { get; init; }

    /// <summary>First beats of bars, in seconds.</summary>
    public ImmutableArray<double>? DownbeatsS { get; init; }

    /// <summary>Labels of AudioSet.</summary>
    public ImmutableArray<string>? Labels { get; init; }

    /// <summary>Kind: music, speech, singing, environment, percussion (or percussion-one-shot), note (or instrument-note).</summary>
    public string? Coarse { get; init; }
}
