using AudioSampler.Plugins.Results;

namespace AudioSampler.Training.Kinds;

/// <summary>The same recording as other microphones, rooms and codecs would have it, and with company where the kind allows it.</summary>
internal sealed class Augmentation(IReadOnlyList<Clip> clips, Random random)
{
    private readonly Dictionary<SoundKind, List<Clip>> _byKind = clips.GroupBy(c => c.Kind).ToDictionary(g => g.Key, g => g.ToList());

    public float[] Vary(Clip clip)
    {
        float[] sound = [.. clip.Samples];
        if (sound.Length > 13 * Clip.SampleRate)
        {
            int start = random.Next(sound.Length - (12 * Clip.SampleRate));
            sound = sound[start..(start + (12 * Clip.SampleRate))];
        }

        sound = Accompany(clip.Kind, sound);
        if (Chance(0.35))
        {
            sound = Resample(sound, Math.Pow(2, Uniform(-0.17, 0.17)));
        }

        if (Chance(0.25))
        {
            Reverberate(sound);
        }

        if (Chance(0.5))
        {
            Tilt(sound);
        }

        if (Chance(0.3))
        {
            LowPass(sound, Uniform(2500, 8000));
        }

        if (Chance(0.15))
        {
            HighPass(sound, Uniform(80, 400));
        }

        if (Chance(0.15))
        {
            Overdrive(sound, Uniform(0.3, 0.9));
        }

        AddNoise(sound);
        return sound;
    }

    private float[] Accompany(SoundKind kind, float[] sound)
    {
        switch (kind)
        {
            case SoundKind.Environment when Chance(0.2):
                Add(sound, Pick(SoundKind.Environment), Uniform(-12, 0));
                break;
            case SoundKind.Music when Chance(0.2):
                Add(sound, Pick(SoundKind.Singing), Uniform(-10, 3)); // a song with vocals is music
                break;
            case SoundKind.Speech or SoundKind.Singing when Chance(0.25):
                Add(sound, Pick(SoundKind.Environment), Uniform(-35, -16));
                break;
            case SoundKind.Percussion when Chance(0.1) && sound.Length < Clip.SampleRate:
                return Burst(sound);
        }

        return sound;
    }

    private float[] Burst(float[] hit)
    {
        int hits = 2 + random.Next(3);
        int spacing = (int)(Uniform(0.08, 0.35) * Clip.SampleRate);
        float[] burst = new float[Math.Min((4 * Clip.SampleRate) - 1, hit.Length + ((hits - 1) * spacing))];
        for (int k = 0; k < hits; k++)
        {
            float gain = (float)Uniform(0.5, 1);
            for (int i = 0; i < hit.Length && (k * spacing) + i < burst.Length; i++)
            {
                burst[(k * spacing) + i] += gain * hit[i];
            }
        }

        return burst;
    }

    private void Add(float[] sound, float[] other, double relativeDb)
    {
        double gain = Math.Pow(10, relativeDb / 20) * Rms(sound) / (Rms(other) + 1e-9);
        int start = random.Next(other.Length);
        for (int i = 0; i < sound.Length; i++)
        {
            sound[i] += (float)(gain * other[(start + i) % other.Length]);
        }
    }

    private static float[] Resample(float[] sound, double speed)
    {
        float[] result = new float[(int)(sound.Length / speed)];
        for (int i = 0; i < result.Length; i++)
        {
            double position = i * speed;
            int at = (int)position;
            float part = (float)(position - at);
            result[i] = (sound[Math.Min(at, sound.Length - 1)] * (1 - part)) + (sound[Math.Min(at + 1, sound.Length - 1)] * part);
        }

        return result;
    }

    /// <summary>Four combs and an all-pass (Schroeder), quietly under the sound.</summary>
    private void Reverberate(float[] sound)
    {
        float[] dry = [.. sound];
        double seconds = Uniform(0.2, 1.2);
        float wet = (float)Uniform(0.05, 0.25);
        foreach (int milliseconds in (int[])[30, 37, 41, 44])
        {
            int delay = milliseconds * Clip.SampleRate / 1000;
            float feedback = (float)Math.Pow(10, -3 * delay / (seconds * Clip.SampleRate));
            float[] comb = [.. dry];
            for (int i = delay; i < comb.Length; i++)
            {
                comb[i] += feedback * comb[i - delay];
            }

            for (int i = delay; i < comb.Length; i++)
            {
                sound[i] += wet * comb[i - delay];
            }
        }
    }

    private void Tilt(float[] sound)
    {
        double strength = Uniform(-0.7, 0.7);
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
        float factor = (float)(1 - Math.Exp(-2 * Math.PI * hz / Clip.SampleRate));
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
        float factor = (float)(1 - Math.Exp(-2 * Math.PI * hz / Clip.SampleRate));
        float state = 0;
        for (int i = 0; i < sound.Length; i++)
        {
            state += factor * (sound[i] - state);
            sound[i] -= state;
        }
    }

    private static void Overdrive(float[] sound, double share)
    {
        float limit = (float)(share * sound.Max(Math.Abs));
        for (int i = 0; i < sound.Length; i++)
        {
            sound[i] = Math.Clamp(sound[i], -limit, limit);
        }
    }

    /// <summary>A floor of noise, mostly far down: no recording is without.</summary>
    private void AddNoise(float[] sound)
    {
        double gain = Math.Pow(10, (Chance(0.3) ? Uniform(-45, -28) : Uniform(-90, -45)) / 20) * sound.Max(Math.Abs);
        double pink = 0;
        bool dark = Chance(0.5);
        for (int i = 0; i < sound.Length; i++)
        {
            double white = (2 * random.NextDouble()) - 1;
            pink = (0.97 * pink) + (0.2 * white);
            sound[i] += (float)(gain * (dark ? pink : white));
        }
    }

    private float[] Pick(SoundKind kind)
    {
        List<Clip> choices = _byKind[kind];
        return choices[random.Next(choices.Count)].Samples;
    }

    private bool Chance(double probability) => random.NextDouble() < probability;

    private double Uniform(double low, double high) => low + ((high - low) * random.NextDouble());

    private static double Rms(float[] sound)
    {
        double sum = 0;
        foreach (float value in sound)
        {
            sum += (double)value * value;
        }

        return Math.Sqrt(sum / Math.Max(1, sound.Length));
    }
}
