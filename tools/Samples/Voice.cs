namespace AudioSampler.Samples;

/// <summary>Speech-like babble: a glottal pulse train through moving formants, syllables with consonants, phrases with pauses.</summary>
internal sealed class Voice(int seed)
{
    private static readonly double[][] Vowels =
    [
        // Formants in Hz of a, e, i, o, u, as in G. Peterson and H. Barney, Control methods used in a study of the vowels, JASA 1952.
        [730, 1090, 2440, 3400],
        [530, 1840, 2480, 3500],
        [300, 2250, 3000, 3600],
        [570, 840, 2410, 3300],
        [320, 870, 2240, 3300],
    ];

    private static readonly double[] FormantGains = [1, 0.5, 0.22, 0.1];

    private readonly Random random = new(seed);
    private readonly Biquad[] formants = [.. Vowels[0].Select(hz => Biquad.BandPass(hz, 8))];
    private readonly Biquad tilt = Biquad.LowPass(1400, 0.6);
    private double phase;

    /// <summary>Phrases, each given as its start and end in seconds.</summary>
    public Track Speak(double seconds, IEnumerable<SoundingPart> phrases)
    {
        var track = new Track(seconds, 1);
        foreach (SoundingPart phrase in phrases)
        {
            Phrase(track, phrase.StartSeconds, phrase.EndSeconds);
        }

        return track.Normalise(-9);
    }

    private void Phrase(Track track, double start, double end)
    {
        double time = start;
        double[] from = Vowels[0];
        while (end - time > 0.12)
        {
            double consonant = Between(0.03, 0.08);
            double vowel = Math.Min(Between(0.09, 0.2), end - time - consonant);
            if (vowel <= 0.03)
            {
                break;
            }

            double[] to = Vowels[random.Next(Vowels.Length)];
            // The pitch falls over a phrase, with an accent here and there.
            double pitchHz = 138 - (34 * (time - start) / (end - start)) + (random.NextDouble() < 0.25 ? 16 : 0);
            track.Add(Consonant(consonant), time, 0.16);
            track.Add(Vowel(vowel, pitchHz, from, to), time + (consonant * 0.8), 1);
            time += consonant + vowel;
            from = to;
        }
    }

    private float[] Vowel(double seconds, double pitchHz, double[] from, double[] to)
    {
        int i = 0;
        return Sound.Make(
            seconds,
            t =>
            {
                double progress = Math.Min(1, t / 0.07);
                if (i++ % 64 == 0)
                {
                    for (int f = 0; f < formants.Length; f++)
                    {
                        formants[f].TuneBandPass(from[f] + ((to[f] - from[f]) * progress), 6 + (3 * f));
                    }
                }

                phase += pitchHz * (1 + (0.012 * Sound.White(random)) - (0.05 * t / seconds)) / Track.SampleRate;
                phase -= Math.Floor(phase);
                double source = tilt.Next((2 * phase) - 1 + (0.04 * Sound.White(random)));
                double mouth = formants.Select((formant, f) => FormantGains[f] * formant.Next(source)).Sum();
                return mouth * Math.Min(1, t / 0.015) * Math.Min(1, (seconds - t) / 0.035);
            }
        );
    }

    private float[] Consonant(double seconds)
    {
        var noise = Biquad.BandPass(Between(2500, 6500), 1.2);
        bool stop = random.NextDouble() < 0.5;
        return Sound.Make(
            seconds,
            t =>
            {
                double envelope = stop
                    ? Math.Exp(-Math.Max(0, t - (seconds / 2)) * 180) * (t < seconds / 2 ? 0 : 1)
                    : Math.Sin(Math.PI * t / seconds);
                return envelope * noise.Next(Sound.White(random));
            }
        );
    }

    private double Between(double low, double high) => low + ((high - low) * random.NextDouble());
}
