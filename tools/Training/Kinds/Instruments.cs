namespace AudioSampler.Training.Kinds;

/// <summary>Programs of General MIDI.</summary>
internal static class Instruments
{
    /// <summary>Programs that play a pitch; voices (52…54, 85, 91) and sound effects (from 112 on) are left out.</summary>
    public static readonly int[] Pitched = [.. Enumerable.Range(0, 112).Where(p => p is not (52 or 53 or 54 or 85 or 91 or 55))];

    /// <summary>Drum kits of a GS bank.</summary>
    public static readonly int[] DrumKits = [0, 8, 16, 24, 25, 32, 40];

    public static int Melodic(Random random) => Pitched[random.Next(Pitched.Length)];
}
