using AudioSampler.Plugins.Results;

namespace AudioSampler.Training.Kinds;

/// <summary>What the sound fonts of Debian play: songs, single notes, single hits.</summary>
internal static class SoundFonts
{
    private static readonly string[] Fonts = ["/usr/share/sounds/sf2/FluidR3_GM.sf2", "/usr/share/sounds/sf2/TimGM6mb.sf2"];

    /// <summary>Renders a part of a MIDI file to mono.</summary>
    public static float[] Render(byte[] midi, string scratch, int font, double fromSeconds, double seconds)
    {
        string path = Path.Combine(scratch, "song.mid");
        File.WriteAllBytes(path, midi);
        int skip = (int)(fromSeconds * Clip.SampleRate);
        int take = (int)(seconds * Clip.SampleRate);
        float[] stereo = Tool.Floats(
            "fluidsynth",
            ["-q", "-n", "-i", "-r", "22050", "-g", "0.6", "-O", "float", "-T", "raw", "-F", "/dev/stdout", Fonts[font], path],
            (skip + take) * 2
        );
        int start = Math.Min(skip, Math.Max(0, (stereo.Length / 2) - take));
        float[] mono = new float[Math.Min(take, (stereo.Length / 2) - start)];
        for (int i = 0; i < mono.Length; i++)
        {
            mono[i] = 0.5f * (stereo[2 * (start + i)] + stereo[(2 * (start + i)) + 1]);
        }

        return mono;
    }

    /// <summary>Single notes of each pitched program and single hits of each drum.</summary>
    public static IEnumerable<Clip> OneShots(string scratch)
    {
        var random = new Random(2);
        for (int font = 0; font < Fonts.Length; font++)
        {
            List<(double Start, double Seconds, int Channel, int Program, int Key, int Velocity)> notes = [];
            foreach (int program in Instruments.Pitched.Where((_, i) => font == 1 || i % 5 == 0))
            {
                int low = program is >= 32 and < 40 ? 28 : 40;
                notes.Add(
                    (
                        notes.Count * 9.0,
                        0.15 + (6.5 * Math.Pow(random.NextDouble(), 1.5)),
                        0,
                        program,
                        low + random.Next(40),
                        60 + random.Next(60)
                    )
                );
            }

            foreach (Clip clip in Cut(notes, 9, Midi.Notes(notes), scratch, font, SoundKind.Note))
            {
                yield return clip;
            }

            List<(double Start, double Seconds, int Channel, int Program, int Key, int Velocity)> hits = [];
            foreach (int kit in Instruments.DrumKits.Where((_, i) => i % 2 == font))
            {
                for (int key = 35; key <= 81; key += 1 + (kit % 3 == 0 ? 1 : 2))
                {
                    hits.Add((hits.Count * 5.0, 0.4, 9, kit, key, 70 + random.Next(57)));
                }
            }

            foreach (Clip clip in Cut(hits, 5, Midi.Notes(hits), scratch, font, SoundKind.Percussion))
            {
                yield return clip;
            }
        }
    }

    private static IEnumerable<Clip> Cut(
        List<(double Start, double Seconds, int Channel, int Program, int Key, int Velocity)> notes,
        double spacing,
        byte[] midi,
        string scratch,
        int font,
        SoundKind kind
    )
    {
        float[] all = Render(midi, scratch, font, 0, notes.Count * spacing);
        foreach ((double start, _, _, int program, _, _) in notes)
        {
            int from = (int)(start * Clip.SampleRate);
            if (from >= all.Length)
            {
                yield break;
            }

            float[] sound = Trim(all.AsSpan(from, Math.Min((int)(spacing * Clip.SampleRate), all.Length - from)));
            // A crash that rings on is cut by a player's hand at four seconds, as the definition of the kind has it.
            int longest = (int)((kind == SoundKind.Percussion ? 4 : 8) * Clip.SampleRate);
            if (sound.Length > Clip.SampleRate / 30)
            {
                yield return new Clip($"font {font} {kind} {program / 8}", kind, sound.Length > longest ? sound[..longest] : sound);
            }
        }
    }

    private static float[] Trim(ReadOnlySpan<float> sound)
    {
        float peak = 0;
        foreach (float value in sound)
        {
            peak = Math.Max(peak, Math.Abs(value));
        }

        int first = 0;
        int last = sound.Length - 1;
        while (first < last && Math.Abs(sound[first]) < peak * 0.01f)
        {
            first++;
        }

        while (last > first && Math.Abs(sound[last]) < peak * 0.003f)
        {
            last--;
        }

        return peak < 1e-3f ? [] : sound[first..(last + 1)].ToArray();
    }
}
