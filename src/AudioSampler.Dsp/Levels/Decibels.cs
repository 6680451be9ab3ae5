namespace AudioSampler.Dsp.Levels;

/// <summary>Levels in decibels relative to full scale: a full-scale square wave is 0 dBFS, a full-scale sine −3.01 dBFS RMS.</summary>
public static class Decibels
{
    /// <summary>Level of an amplitude.</summary>
    /// <param name="amplitude">Absolute value, full scale 1.</param>
    /// <returns>dBFS; null for zero, which has no level.</returns>
    public static double? OfAmplitude(double amplitude) => amplitude > 0 ? 20 * Math.Log10(amplitude) : null;

    /// <summary>Level of a mean square.</summary>
    /// <param name="meanSquare">Mean of the squared samples, full scale 1.</param>
    /// <returns>dBFS; null for zero, which has no level.</returns>
    public static double? OfPower(double meanSquare) => meanSquare > 0 ? 10 * Math.Log10(meanSquare) : null;

    /// <summary>Mean square of a level.</summary>
    /// <param name="levelDbfs">dBFS.</param>
    public static double ToPower(double levelDbfs) => Math.Pow(10, levelDbfs / 10);
}
