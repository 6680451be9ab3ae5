namespace AudioSampler.Samples;

/// <summary>Drums by subtractive synthesis, each a mono sound of about full scale.</summary>
internal static class Drums
{
    /// <summary>A sine that falls from 160 to 48 Hz, with a click.</summary>
    public static float[] Kick()
    {
        double phase = 0;
        return Sound.Make(
            0.35,
            t =>
            {
                phase += (48 + (112 * Math.Exp(-t * 38))) / Track.SampleRate;
                return (Math.Exp(-t * 11) * Math.Sin(2 * Math.PI * phase)) + (0.35 * Math.Exp(-t * 900) * Math.Sin(2 * Math.PI * 2200 * t));
            }
        );
    }

    /// <summary>Two modes of the skin and the rattle of the wires.</summary>
    public static float[] Snare(int seed)
    {
        var random = new Random(seed);
        var wires = Biquad.BandPass(3400, 0.6);
        return Sound.Make(
            0.24,
            t =>
                (0.45 * Math.Exp(-t * 26) * (Math.Sin(2 * Math.PI * 186 * t) + (0.6 * Math.Sin(2 * Math.PI * 331 * t))))
                + (1.3 * Math.Exp(-t * 20) * wires.Next(Sound.White(random)))
        );
    }

    /// <summary>High-passed noise; long when open.</summary>
    public static float[] Hat(int seed, bool open)
    {
        var random = new Random(seed);
        var high = Biquad.HighPass(7500);
        double decay = open ? 9 : 70;
        return Sound.Make(open ? 0.35 : 0.07, t => Math.Exp(-t * decay) * high.Next(Sound.White(random)));
    }

    /// <summary>A tom of inharmonic skin modes: a hit without a clear pitch.</summary>
    public static float[] Tom(int seed)
    {
        var random = new Random(seed);
        var skin = Biquad.LowPass(900);
        double[] ratios = [1, 1.59, 2.14, 2.3, 2.65];
        return Sound.Make(
            0.7,
            t =>
            {
                double hz = 98 * (1 + (0.25 * Math.Exp(-t * 22)));
                double modes = ratios
                    .Select((ratio, i) => Math.Sin(2 * Math.PI * hz * ratio * t) * Math.Exp(-t * (9 + (7 * i))) / (1 + i))
                    .Sum();
                return (0.7 * modes) + (0.8 * Math.Exp(-t * 55) * skin.Next(Sound.White(random)));
            }
        );
    }

    /// <summary>A beat in 4/4: kick on one and three, snare on two and four, hats in straight eighths, a fill at the end.</summary>
    public static Track Loop(double bpm, int bars, int seed)
    {
        double beat = 60 / bpm;
        var track = new Track(bars * 4 * beat, 1);
        float[] kick = Kick();
        for (int bar = 0; bar < bars; bar++)
        {
            double start = bar * 4 * beat;
            bool fill = bar == bars - 1;
            track.Add(kick, start, 0.95);
            track.Add(kick, start + (2 * beat), 0.85);
            if (bar % 2 == 1)
            {
                track.Add(kick, start + (2.5 * beat), 0.6);
            }

            track.Add(Snare(seed + bar), start + beat, 0.8);
            track.Add(Snare(seed + bar + 100), start + (3 * beat), 0.8);
            for (int eighth = 0; eighth < 8; eighth++)
            {
                bool open = fill && eighth == 7;
                track.Add(Hat(seed + 200 + (bar * 8) + eighth, open), start + (eighth * beat / 2), eighth % 2 == 0 ? 0.35 : 0.22);
            }

            for (int sixteenth = 1; fill && sixteenth < 4; sixteenth++)
            {
                track.Add(Snare(seed + 300 + sixteenth), start + ((3 + (sixteenth / 4d)) * beat), 0.4 + (0.1 * sixteenth));
            }
        }

        return track.Normalise(-3);
    }
}
