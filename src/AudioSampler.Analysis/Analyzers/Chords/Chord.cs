using System.Runtime.InteropServices;
using AudioSampler.Analysis.Analyzers.Key;

namespace AudioSampler.Analysis.Analyzers.Chords;

/// <summary>A chord that can be told, or none.</summary>
/// <param name="Index">6 root + quality, with C as root 0; 72 is none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Chord(int Index)
{
    /// <summary>Number of qualities.</summary>
    public const int Qualities = 6;

    /// <summary>Index of none.</summary>
    public const int None = 12 * Qualities;

    /// <summary>Number of indices.</summary>
    public const int Count = None + 1;

    private static readonly string[] s_suffixes = ["", "m", "7", "maj7", "m7", "dim"];
    private static readonly string[] s_sharps = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];
    private static readonly string[] s_flats = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"];
    private static readonly string[] s_usual = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];

    /// <summary>Such as <c>Bbmaj7</c>: spelled with the sharps or flats of the key, or by custom where there is none of either.</summary>
    public string NameIn(MusicalKey? key)
    {
        if (Index == None)
        {
            return "N";
        }

        string[] roots = key?.Fifths switch
        {
            > 0 => s_sharps,
            < 0 => s_flats,
            _ => s_usual,
        };
        (int root, int quality) = Math.DivRem(Index, Qualities);
        return roots[root] + s_suffixes[quality];
    }
}
