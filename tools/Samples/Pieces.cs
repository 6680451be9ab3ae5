namespace AudioSampler.Samples;

/// <summary>Short pieces of music with known key, tempo and meter.</summary>
internal static class Pieces
{
    private static readonly Dictionary<string, int[]> Chords = new(StringComparer.Ordinal)
    {
        // Root of the bass first, then the notes of the right hand (MIDI).
        ["Am"] = [45, 57, 60, 64],
        ["F"] = [41, 57, 60, 65],
        ["C"] = [48, 55, 60, 64],
        ["Dm"] = [50, 57, 62, 65],
        ["E7"] = [40, 56, 59, 62, 64],
        ["G"] = [43, 59, 62, 67],
        ["D7"] = [38, 57, 60, 62, 66],
        ["Em"] = [40, 59, 64, 67],
        ["C/G"] = [36, 60, 64, 67],
    };

    /// <summary>One chord a bar in 4/4: chords on the beats, bass, and a broken chord above.</summary>
    public static Track Progression(double bpm, int channels, params string[] chords)
    {
        double beat = 60 / bpm;
        var track = new Track((chords.Length * 4 * beat) + 0.8, channels);
        for (int bar = 0; bar < chords.Length; bar++)
        {
            int[] notes = Chords[chords[bar]];
            double start = bar * 4 * beat;
            bool last = bar == chords.Length - 1;
            track.Add(Tones.Bass(notes[0], last ? 4.6 * beat : 1.9 * beat), start, 0.5);
            if (!last)
            {
                track.Add(Tones.Bass(notes[0], 1.9 * beat), start + (2 * beat), 0.42);
            }

            for (int i = 1; i < notes.Length; i++)
            {
                track.Add(Tones.ElectricPiano(notes[i], last ? 5 * beat : 3.9 * beat), start, 0.22, -0.2);
            }

            for (int eighth = 0; eighth < 8 && !last; eighth++)
            {
                int note = notes[1 + (new[] { 0, 1, 2, 1, 2, 0, 2, 1 }[eighth] % (notes.Length - 1))] + 12;
                track.Add(Tones.ElectricPiano(note, 0.9 * beat, 0.5), start + (eighth * beat / 2), eighth % 2 == 0 ? 0.16 : 0.11, 0.5);
            }
        }

        return track.Normalise(-4);
    }

    /// <summary>A waltz in G major: bass on one, plucked chords on two and three, a tune above.</summary>
    public static Track Waltz(double bpm)
    {
        string[] chords = ["G", "Em", "C/G", "D7", "G", "Em", "D7", "G", "C/G", "G", "D7", "G", "C/G", "G", "D7", "G"];
        int[][] tune =
        [
            [74, 0, 71],
            [79, 0, 0],
            [76, 0, 72],
            [74, 0, 0],
            [71, 72, 74],
            [76, 0, 71],
            [72, 71, 69],
            [67, 0, 0],
            [76, 0, 79],
            [74, 0, 71],
            [72, 0, 69],
            [71, 0, 74],
            [76, 79, 76],
            [74, 71, 67],
            [69, 0, 66],
            [67, 0, 0],
        ];
        double beat = 60 / bpm;
        var track = new Track((chords.Length * 3 * beat) + 0.8, 1);
        for (int bar = 0; bar < chords.Length; bar++)
        {
            int[] notes = Chords[chords[bar]];
            double start = bar * 3 * beat;
            track.Add(Tones.Bass(notes[0], 2.4 * beat), start, 0.75);
            for (int offbeat = 1; offbeat < 3; offbeat++)
            {
                for (int i = 1; i < notes.Length; i++)
                {
                    track.Add(Tones.Pluck(notes[i], 0.8 * beat, (bar * 10) + i), start + (offbeat * beat), 0.14);
                }
            }

            for (int i = 0; i < 3; i++)
            {
                int held = tune[bar].Skip(i + 1).TakeWhile(note => note == 0).Count() + 1;
                if (tune[bar][i] != 0)
                {
                    track.Add(Tones.ElectricPiano(tune[bar][i], held * beat * 0.97), start + (i * beat), i == 0 ? 0.3 : 0.24);
                }
            }
        }

        return track.Normalise(-4);
    }
}
