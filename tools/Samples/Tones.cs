namespace AudioSampler.Samples;

/// <summary>Pitched instruments, each a mono sound of one note.</summary>
internal static class Tones
{
    /// <summary>An electric piano: a two-operator frequency modulation whose brightness fades.</summary>
    public static float[] ElectricPiano(double midi, double seconds, double velocity = 0.8)
    {
        double hz = Sound.MidiToHz(midi);
        return Sound.Make(
            seconds,
            t =>
            {
                double bell = 0.25 * Math.Exp(-t * 14) * Math.Sin(2 * Math.PI * hz * 14 * t);
                double modulation = velocity * 1.6 * Math.Exp(-t * 2.2) * Math.Sin(2 * Math.PI * hz * t);
                return Edges(t, seconds) * Math.Exp(-t * 0.9) * (Math.Sin((2 * Math.PI * hz * t) + modulation) + (velocity * bell * 0.4));
            }
        );
    }

    /// <summary>A round bass: four harmonics, the upper ones short.</summary>
    public static float[] Bass(double midi, double seconds)
    {
        double hz = Sound.MidiToHz(midi);
        return Sound.Make(
            seconds,
            t =>
                Edges(t, seconds)
                * Math.Exp(-t * 1.4)
                * Enumerable.Range(1, 4).Sum(h => Math.Sin(2 * Math.PI * hz * h * t) * Math.Exp(-t * 3 * (h - 1)) / h)
        );
    }

    /// <summary>A plucked string (K. Karplus and A. Strong, Digital synthesis of plucked-string and drum timbres, CMJ 1983).</summary>
    public static float[] Pluck(double midi, double seconds, int seed)
    {
        var random = new Random(seed);
        var soften = Biquad.LowPass(3500);
        double period = Track.SampleRate / Sound.MidiToHz(midi);
        int length = (int)(period - 0.5);
        double fraction = period - 0.5 - length;
        double[] line = [.. Enumerable.Range(0, length + 1).Select(_ => soften.Next(Sound.White(random)))];
        int position = 0;
        double previous = 0;
        double lastIn = 0;
        double lastOut = 0;
        // A first-order all-pass makes up the fraction of a sample, else the note would be out of tune.
        double allPass = (1 - fraction) / (1 + fraction);
        return Sound.Make(
            seconds,
            t =>
            {
                double current = line[position];
                double averaged = 0.998 * 0.5 * (current + previous);
                previous = current;
                double tuned = (allPass * (averaged - lastOut)) + lastIn;
                (lastIn, lastOut) = (averaged, tuned);
                line[position] = tuned;
                position = (position + 1) % length;
                return 1.6 * current * Edges(t, seconds);
            }
        );
    }

    private static double Edges(double t, double seconds) => Math.Min(1, t / 0.004) * Math.Min(1, Math.Max(0, (seconds - t) / 0.06));
}
