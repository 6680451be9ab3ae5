namespace AudioSampler.Dsp.Mel;

/// <summary>From hertz to mel and back.</summary>
public static class MelFrequency
{
    private const double SlaneyHzPerMel = 200.0 / 3;
    private const double SlaneyKneeHz = 1000;
    private const double SlaneyKneeMel = SlaneyKneeHz / SlaneyHzPerMel;
    private static readonly double SlaneyLogStep = Math.Log(6.4) / 27;

    /// <summary>The mel value of a frequency.</summary>
    /// <param name="frequencyHz">0 or more.</param>
    /// <param name="scale">The scale.</param>
    public static double FromHz(double frequencyHz, MelScale scale) =>
        scale switch
        {
            MelScale.Htk => 2595 * Math.Log10(1 + (frequencyHz / 700)),
            _ when frequencyHz < SlaneyKneeHz => frequencyHz / SlaneyHzPerMel,
            _ => SlaneyKneeMel + (Math.Log(frequencyHz / SlaneyKneeHz) / SlaneyLogStep),
        };

    /// <summary>The frequency of a mel value, in Hz.</summary>
    /// <param name="mel">0 or more.</param>
    /// <param name="scale">The scale.</param>
    public static double ToHz(double mel, MelScale scale) =>
        scale switch
        {
            MelScale.Htk => 700 * (Math.Pow(10, mel / 2595) - 1),
            _ when mel < SlaneyKneeMel => mel * SlaneyHzPerMel,
            _ => SlaneyKneeHz * Math.Exp(SlaneyLogStep * (mel - SlaneyKneeMel)),
        };
}
