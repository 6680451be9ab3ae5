using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Key;

/// <summary>Chord progressions that leave no doubt about their key.</summary>
internal static class Cadences
{
    public const int SampleRate = 22_050;

    private static readonly (int Root, bool Major)[] MajorDegrees =
    [
        (0, true),
        (5, true),
        (7, true),
        (0, true),
        (9, false),
        (2, false),
        (7, true),
        (0, true),
    ];
    private static readonly (int Root, bool Major)[] MinorDegrees =
    [
        (0, false),
        (5, false),
        (7, true),
        (0, false),
        (8, true),
        (5, false),
        (7, true),
        (0, false),
    ];

    /// <summary>Eight chords with their roots in the bass, played over and over.</summary>
    public static float[] Play(int tonic, bool major, int repeats = 1, double chordSeconds = 0.75, double tuningCents = 0)
    {
        int[][] chords = [.. (major ? MajorDegrees : MinorDegrees).Select(degree => Chord(tonic + degree.Root, degree.Major))];
        float[] once = TestSignals.Chords(chords, chordSeconds, SampleRate, tuningCents);
        return [.. Enumerable.Repeat(once, repeats).SelectMany(x => x)];
    }

    private static int[] Chord(int root, bool major)
    {
        int pitchClass = root % 12;
        return [36 + pitchClass, 60 + pitchClass, 60 + pitchClass + (major ? 4 : 3), 60 + pitchClass + 7];
    }
}
