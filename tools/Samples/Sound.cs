namespace AudioSampler.Samples;

/// <summary>Renders a sound from a function of time.</summary>
internal static class Sound
{
    public static float[] Make(double seconds, Func<double, double> sampleAt)
    {
        float[] sound = new float[Track.ToSamples(seconds)];
        for (int i = 0; i < sound.Length; i++)
        {
            sound[i] = (float)sampleAt((double)i / Track.SampleRate);
        }

        return sound;
    }

    /// <summary>A stationary noise floor, as every real recording has.</summary>
    public static float[] Floor(double seconds, double rmsDbfs, int seed)
    {
        var random = new Random(seed);
        double amplitude = Math.Pow(10, rmsDbfs / 20) * Math.Sqrt(3);
        return Make(seconds, _ => amplitude * White(random));
    }

    /// <summary>Uniform in ±1.</summary>
    public static double White(Random random) => (2 * random.NextDouble()) - 1;

    public static double MidiToHz(double midi) => 440 * Math.Pow(2, (midi - 69) / 12);
}
