namespace AudioSampler.Audio.Tests.Regions;

/// <summary>A recording made of background noise and events, whose regions are known beforehand. Mono, 22 050 Hz.</summary>
internal sealed class GeneratedRecording
{
    public const int Rate = 22_050;

    private readonly Random random;

    private GeneratedRecording(Background background, double floorDbfs, double seconds, int seed)
    {
        random = new Random(seed);
        Samples = background switch
        {
            Background.White => White((int)(seconds * Rate)),
            Background.Pink => Pink((int)(seconds * Rate)),
            Background.Hum => Hum((int)(seconds * Rate)),
            Background.Wind => Wind((int)(seconds * Rate)),
            Background.Rising => White((int)(seconds * Rate)),
            _ => throw new ArgumentOutOfRangeException(nameof(background)),
        };
        double rms = Math.Sqrt(Samples.Average(x => (double)x * x));
        for (int i = 0; i < Samples.Length; i++)
        {
            Samples[i] = (float)(Samples[i] / rms * Math.Pow(10, FloorAt(background, floorDbfs, i / (double)Samples.Length) / 20));
        }
    }

    public enum Background
    {
        White,
        Pink,
        Hum,
        Wind,
        Rising,
    }

    public float[] Samples { get; }

    public List<(double Start, double End)> Events { get; } = [];

    /// <summary>Background of a level, with events 10 to 25 dB above it every few seconds.</summary>
    public static GeneratedRecording Make(Background background, double floorDbfs, double seconds, int seed)
    {
        var recording = new GeneratedRecording(background, floorDbfs, seconds, seed);
        double time = 1 + (2 * recording.random.NextDouble());
        for (int number = 0; ; number++)
        {
            double length = 0.3 + (4 * Math.Pow(recording.random.NextDouble(), 2));
            if (time + length + 1 > seconds)
            {
                return recording;
            }

            double floor = FloorAt(background, floorDbfs, (time + (length / 2)) / seconds);
            recording.Add(number % 3, time, length, Math.Min(-6, floor + 10 + (15 * recording.random.NextDouble())));
            time += length + 0.9 + (3.5 * recording.random.NextDouble());
        }
    }

    private static double FloorAt(Background background, double floorDbfs, double share) =>
        background == Background.Rising ? floorDbfs + (15 * share) : floorDbfs;

    private void Add(int kind, double start, double seconds, double levelDbfs)
    {
        int first = (int)(start * Rate);
        float[] sound = new float[(int)(seconds * Rate)];
        double hz = 150 + (800 * random.NextDouble());
        for (int i = 0; i < sound.Length; i++)
        {
            double t = (double)i / Rate;
            double ramp = Math.Min(1, Math.Min(i, sound.Length - i) / (0.01 * Rate));
            double value = kind switch
            {
                // A tone with overtones; a burst of noise; syllables of a buzzing voice.
                0 => Math.Sin(2 * Math.PI * hz * t) + (0.5 * Math.Sin(4 * Math.PI * hz * t)),
                1 => (2 * random.NextDouble()) - 1,
                _ => (0.3 + Math.Pow(Math.Sin(Math.PI * 4 * t), 2)) * Math.Sign(Math.Sin(2 * Math.PI * hz / 3 * t)),
            };
            sound[i] = (float)(ramp * value);
        }

        double gain = Math.Pow(10, levelDbfs / 20) / Math.Sqrt(sound.Average(x => (double)x * x));
        for (int i = 0; i < sound.Length; i++)
        {
            Samples[first + i] += (float)(gain * sound[i]);
        }

        Events.Add((start, start + seconds));
    }

    private float[] White(int length)
    {
        float[] noise = new float[length];
        for (int i = 0; i < length; i++)
        {
            // Sum of uniform numbers: near enough to a normal distribution.
            noise[i] = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2);
        }

        return noise;
    }

    /// <summary>Noise falling by 3 dB an octave: a sum of one-pole filters, one per octave.</summary>
    private float[] Pink(int length)
    {
        float[] noise = new float[length];
        for (double hz = 20; hz < Rate / 2; hz *= 2)
        {
            float[] part = LowPass(White(length), hz);
            double gain = 1 / Math.Sqrt(part.Average(x => (double)x * x));
            for (int i = 0; i < length; i++)
            {
                noise[i] += (float)(gain * part[i]);
            }
        }

        return noise;
    }

    /// <summary>Mains hum with overtones, and a little hiss.</summary>
    private float[] Hum(int length)
    {
        float[] noise = White(length);
        for (int i = 0; i < length; i++)
        {
            double t = 2 * Math.PI * 50 * i / Rate;
            noise[i] = (float)((0.1 * noise[i]) + Math.Sin(t) + (0.5 * Math.Sin(3 * t)) + (0.3 * Math.Sin(5 * t)));
        }

        return noise;
    }

    /// <summary>Rumble below 150 Hz that swells and sinks slowly by 2 dB to either side.</summary>
    private float[] Wind(int length)
    {
        float[] noise = LowPass(LowPass(White(length), 150), 150);
        for (int i = 0; i < length; i++)
        {
            noise[i] *= (float)Math.Pow(10, 2 * Math.Sin(2 * Math.PI * 0.05 * i / Rate) / 20);
        }

        return noise;
    }

    private static float[] LowPass(float[] signal, double hz)
    {
        double step = 1 - Math.Exp(-2 * Math.PI * hz / Rate);
        double state = 0;
        float[] result = new float[signal.Length];
        for (int i = 0; i < signal.Length; i++)
        {
            state += step * (signal[i] - state);
            result[i] = (float)state;
        }

        return result;
    }
}
