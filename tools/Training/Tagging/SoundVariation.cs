namespace AudioSampler.Training.Tagging;

/// <summary>The same recording as other players, microphones and rooms would have it, at 32 kHz.</summary>
internal sealed class SoundVariation(Random random)
{
    private const int Rate = 32_000;

    public float[] Vary(float[] sound)
    {
        sound = Chance(0.7) ? Resample(sound, Math.Pow(2, Uniform(-0.25, 0.25))) : [.. sound];
        if (Chance(0.5))
        {
            Tilt(sound, Uniform(-0.6, 0.6));
        }

        if (Chance(0.2))
        {
            LowPass(sound, Uniform(2500, 12_000));
        }

        if (Chance(0.15))
        {
            HighPass(sound, Uniform(60, 300));
        }

        if (Chance(0.25))
        {
            sound = Reverberate(sound);
        }

        if (Chance(0.35))
        {
            AddNoise(sound, Uniform(-80, -34));
        }

        return Loud(sound);
    }

    /// <summary>At any loudness that recordings have.</summary>
    public float[] Loud(float[] sound)
    {
        float peak = Math.Max(1e-4f, sound.Max(Math.Abs));
        float gain = (float)Math.Pow(10, Uniform(-26, 0) / 20) / peak;
        return [.. sound.Select(value => gain * value)];
    }

    /// <summary>Two sounds at once; the second one is repeated, or followed by silence where it is short.</summary>
    public float[] Mix(float[] sound, float[] other, double otherDb)
    {
        float first = 0.5f / Math.Max(1e-4f, sound.Max(Math.Abs));
        float second = 0.5f * (float)Math.Pow(10, otherDb / 20) / Math.Max(1e-4f, other.Max(Math.Abs));
        float[] mixed = new float[sound.Length];
        for (int i = 0; i < mixed.Length; i++)
        {
            int at = other.Length > 2 * Rate ? i % other.Length : i;
            mixed[i] = (first * sound[i]) + (at < other.Length ? second * other[at] : 0);
        }

        return Loud(mixed);
    }

    private static float[] Resample(float[] sound, double speed)
    {
        float[] result = new float[Math.Max(1, (int)((sound.Length - 1) / speed))];
        for (int i = 0; i < result.Length; i++)
        {
            double position = i * speed;
            int at = (int)position;
            float part = (float)(position - at);
            result[i] = (sound[at] * (1 - part)) + (sound[Math.Min(at + 1, sound.Length - 1)] * part);
        }

        return result;
    }

    private static void Tilt(float[] sound, double strength)
    {
        float last = 0;
        for (int i = 0; i < sound.Length; i++)
        {
            float here = sound[i];
            sound[i] = here - (float)(strength * last);
            last = here;
        }
    }

    private static void LowPass(float[] sound, double hz)
    {
        float factor = (float)(1 - Math.Exp(-2 * Math.PI * hz / Rate));
        for (int pass = 0; pass < 3; pass++)
        {
            float state = 0;
            for (int i = 0; i < sound.Length; i++)
            {
                state += factor * (sound[i] - state);
                sound[i] = state;
            }
        }
    }

    private static void HighPass(float[] sound, double hz)
    {
        float factor = (float)(1 - Math.Exp(-2 * Math.PI * hz / Rate));
        float state = 0;
        for (int i = 0; i < sound.Length; i++)
        {
            state += factor * (sound[i] - state);
            sound[i] -= state;
        }
    }

    /// <summary>Four combs (Schroeder), quietly under the sound, with a tail.</summary>
    private float[] Reverberate(float[] dry)
    {
        double seconds = Uniform(0.15, 1.0);
        float wet = (float)Uniform(0.05, 0.25);
        float[] sound = new float[dry.Length + (int)(0.5 * seconds * Rate)];
        dry.CopyTo(sound, 0);
        foreach (int milliseconds in (int[])[29, 37, 41, 47])
        {
            int delay = milliseconds * Rate / 1000;
            float feedback = (float)Math.Pow(10, -3 * delay / (seconds * Rate));
            float[] comb = new float[sound.Length];
            dry.CopyTo(comb, 0);
            for (int i = delay; i < comb.Length; i++)
            {
                comb[i] += feedback * comb[i - delay];
                sound[i] += wet * comb[i - delay];
            }
        }

        return sound;
    }

    private void AddNoise(float[] sound, double db)
    {
        double gain = Math.Pow(10, db / 20) * sound.Max(Math.Abs);
        bool dark = Chance(0.5);
        double state = 0;
        for (int i = 0; i < sound.Length; i++)
        {
            double white = (2 * random.NextDouble()) - 1;
            state = (0.97 * state) + (0.2 * white);
            sound[i] += (float)(gain * (dark ? state : white));
        }
    }

    private bool Chance(double probability) => random.NextDouble() < probability;

    private double Uniform(double low, double high) => low + ((high - low) * random.NextDouble());
}
