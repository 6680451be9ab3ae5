namespace AudioSampler.Samples;

/// <summary>Rain and thunder of noise.</summary>
internal static class Weather
{
    /// <summary>A bed of soft noise that swells, and single drops; fades in and out in a fifth of a second.</summary>
    public static float[] Rain(double seconds, int seed)
    {
        var random = new Random(seed);
        var low = Biquad.LowPass(3600, 0.6);
        var high = Biquad.HighPass(450, 0.5);
        float[] rain = Sound.Make(
            seconds,
            t => (0.11 + (0.025 * Math.Sin(2 * Math.PI * 0.23 * t))) * high.Next(low.Next(Sound.White(random)))
        );
        for (double time = 0; time < seconds - 0.03; time += -Math.Log(1 - random.NextDouble()) / 60)
        {
            double hz = 1200 + (3000 * random.NextDouble());
            double gain = 0.15 * Math.Pow(random.NextDouble(), 2);
            float[] drop = Sound.Make(0.02, t => gain * Math.Exp(-t * 330) * Math.Sin(2 * Math.PI * hz * (1 + (4 * t)) * t));
            int start = Track.ToSamples(time);
            for (int i = 0; i < drop.Length && start + i < rain.Length; i++)
            {
                rain[start + i] += drop[i];
            }
        }

        for (int i = 0; i < rain.Length; i++)
        {
            rain[i] *= (float)Math.Min(1, Math.Min(i, rain.Length - 1 - i) / (0.2 * Track.SampleRate));
        }

        return rain;
    }

    /// <summary>A crack, then a rumble of overlapping low bursts that dies away.</summary>
    public static float[] Thunder(double seconds, int seed)
    {
        var random = new Random(seed);
        var crack = Biquad.BandPass(700, 0.5);
        var rumble = Biquad.LowPass(130, 0.8);
        (double At, double Gain, double Decay)[] bursts =
        [
            (0, 1.6, 5),
            .. Enumerable
                .Range(0, 9)
                .Select(_ => (random.NextDouble() * seconds * 0.6, 0.4 + (0.8 * random.NextDouble()), 2.5 + (3 * random.NextDouble()))),
        ];
        return Sound.Make(
            seconds,
            t =>
            {
                double noise = Sound.White(random);
                double envelope = bursts.Sum(b => t < b.At ? 0 : b.Gain * Math.Min(1, (t - b.At) / 0.04) * Math.Exp(-(t - b.At) * b.Decay));
                double fade = Math.Min(1, (seconds - t) / 0.4) * Math.Exp(-t * 0.55);
                return fade
                    * ((1.5 * envelope * rumble.Next(noise)) + (0.8 * Math.Exp(-t * 9) * Math.Min(1, t / 0.005) * crack.Next(noise)));
            }
        );
    }
}
