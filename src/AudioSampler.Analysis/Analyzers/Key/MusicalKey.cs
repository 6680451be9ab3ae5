using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>One of the 24 keys, and how it is written.</summary>
/// <param name="Index">0…11 are C, Db … B major, 12…23 are C, C# … B minor.</param>
public readonly record struct MusicalKey(int Index)
{
    /// <summary>Number of keys.</summary>
    public const int Count = 24;

    private const int PitchClasses = 12;

    private static readonly string[] MajorTonics = ["C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];
    private static readonly string[] MinorTonics = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B"];

    /// <summary>Pitch class of the tonic, C is 0.</summary>
    public int TonicPitchClass => Index % 12;

    /// <summary>Major or minor.</summary>
    public KeyMode Mode => Index < 12 ? KeyMode.Major : KeyMode.Minor;

    /// <summary>Tonic, such as <c>F#</c>.</summary>
    public string Tonic => (Mode == KeyMode.Major ? MajorTonics : MinorTonics)[TonicPitchClass];

    /// <summary>Such as <c>F# minor</c>.</summary>
    public string Name => $"{Tonic} {(Mode == KeyMode.Major ? "major" : "minor")}";

    /// <summary>The key of a name such as <c>F# minor</c>, in any enharmonic spelling (<c>Gb minor</c> too); null when it is none.</summary>
    public static MusicalKey? Named(string name)
    {
        string[] parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [{ } tonic, "major" or "minor"] || tonic[1..].Any(sign => sign is not ('#' or 'b')))
        {
            return null;
        }

        int letter = "C D EF G A B".IndexOf(char.ToUpperInvariant(tonic[0]), StringComparison.Ordinal);
        int raised = tonic.Skip(1).Sum(sign => sign == '#' ? 1 : -1);
        int pitchClass = (((letter + raised) % PitchClasses) + PitchClasses) % PitchClasses;
        return letter < 0 ? null : new MusicalKey(parts[1] == "major" ? pitchClass : PitchClasses + pitchClass);
    }

    /// <summary>Code on the Camelot wheel: a step clockwise is a fifth up, 8B is C major, 8A its relative A minor.</summary>
    public string Camelot => $"{((FifthsFromC + 7) % 12) + 1}{(Mode == KeyMode.Major ? 'B' : 'A')}";

    /// <summary>Open Key code: 1d is C major, 1m its relative A minor.</summary>
    public string OpenKey => $"{FifthsFromC + 1}{(Mode == KeyMode.Major ? 'd' : 'm')}";

    /// <summary>Sharps of its key signature, negative for flats: −5 (Db major) to 6 (F# major).</summary>
    public int Fifths => FifthsFromC > 6 ? FifthsFromC - 12 : FifthsFromC;

    /// <summary>Fifths from C to the tonic of the major key with the same signature, 0…11.</summary>
    private int FifthsFromC => (Mode == KeyMode.Major ? TonicPitchClass : TonicPitchClass + 3) * 7 % 12;
}
