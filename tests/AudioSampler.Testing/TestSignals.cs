namespace AudioSampler.Testing;

/// <summary>Signals whose analysis is known beforehand. Mono, full scale ±1.</summary>
public static class TestSignals
{
    /// <summary>A sine.</summary>
    public static float[] Sine(double frequencyHz, double seconds, int sampleRate, double amplitude = 0.5, double phase = 0) =>
        Make(seconds, sampleRate, t => amplitude * Math.Sin((2 * Math.PI * frequencyHz * t) + phase));

    /// <summary>White noise, uniform in ±amplitude, the same for the same seed.</summary>
    public static float[] Noise(double seconds, int sampleRate, double amplitude = 0.5, int seed = 1)
    {
        var random = new Random(seed);
        return Make(seconds, sampleRate, _ => amplitude * ((2 * random.NextDouble()) - 1));
    }

    /// <summary>Short decaying clicks at a tempo, every <paramref name="beatsPerBar"/>th one louder and lower.</summary>
    public static float[] ClickTrack(double bpm, double seconds, int sampleRate, int beatsPerBar = 4, double firstBeatSeconds = 0.2)
    {
        float[] signal = new float[(int)(seconds * sampleRate)];
        int beat = 0;
        for (double time = firstBeatSeconds; time < seconds; time += 60 / bpm, beat++)
        {
            bool down = beat % beatsPerBar == 0;
            int start = (int)Math.Round(time * sampleRate);
            int length = Math.Min(sampleRate / 20, signal.Length - start);
            for (int i = 0; i < length; i++)
            {
                double t = (double)i / sampleRate;
                signal[start + i] += (float)((down ? 0.9 : 0.5) * Math.Exp(-t * 80) * Math.Sin(2 * Math.PI * (down ? 900 : 1800) * t));
            }
        }

        return signal;
    }

    /// <summary>Chords of sawtooth-like tones, one after another.</summary>
    /// <param name="midiChords">MIDI notes of each chord.</param>
    /// <param name="chordSeconds">Length of each chord.</param>
    /// <param name="sampleRate">Samples per second.</param>
    /// <param name="tuningCents">Deviation from A4 = 440 Hz.</param>
    public static float[] Chords(int[][] midiChords, double chordSeconds, int sampleRate, double tuningCents = 0)
    {
        int chordLength = (int)(chordSeconds * sampleRate);
        float[] signal = new float[chordLength * midiChords.Length];
        for (int c = 0; c < midiChords.Length; c++)
        {
            foreach (int midi in midiChords[c])
            {
                double hz = 440 * Math.Pow(2, (midi - 69 + (tuningCents / 100)) / 12);
                for (int i = 0; i < chordLength; i++)
                {
                    double t = (double)i / sampleRate;
                    double envelope = Math.Min(1, t / 0.01) * Math.Exp(-t * 0.8) * 0.12;
                    for (int h = 1; h <= 5; h++)
                    {
                        signal[(c * chordLength) + i] += (float)(envelope / h * Math.Sin(2 * Math.PI * hz * h * t));
                    }
                }
            }
        }

        return signal;
    }

    private static float[] Make(double seconds, int sampleRate, Func<double, double> sampleAt)
    {
        float[] signal = new float[(int)Math.Round(seconds * sampleRate)];
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] = (float)sampleAt((double)i / sampleRate);
        }

        return signal;
    }
}
