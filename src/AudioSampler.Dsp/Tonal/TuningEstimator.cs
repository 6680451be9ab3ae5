namespace AudioSampler.Dsp.Tonal;

/// <summary>Estimates the tuning of a recording from its partials.</summary>
/// <remarks>
/// Each partial is an arrow whose angle is its deviation from the nearest semitone (a full turn is one semitone) and whose length is its strength. The length of the sum of the arrows against that
/// of all laid end to end is the concentration. The tuning is the mean deviation of the partials around the commonest one: the 5th and 7th harmonics, 14 and 31 cents flat, would bend the mean of all.
/// Reference: K. Dressler and S. Streich, Tuning Frequency Estimation Using Circular Statistics, ISMIR 2007.
/// </remarks>
public sealed class TuningEstimator
{
    private const double LowestConcentration = 0.12;
    private const int ReachCents = 10;
    private readonly double[] _strengthByCent = new double[100];
    private double _x;
    private double _y;
    private double _strength;

    /// <summary>Adds a partial.</summary>
    public void Add(SpectralPeak peak)
    {
        double semitones = 12 * Math.Log2(peak.FrequencyHz / 440.0);
        (double y, double x) = Math.SinCos(2 * Math.PI * semitones);
        _x += peak.Strength * x;
        _y += peak.Strength * y;
        _strength += peak.Strength;
        _strengthByCent[(int)((semitones - Math.Floor(semitones)) * 100) % 100] += peak.Strength;
    }

    /// <summary>How closely the partials keep to one tuning, 0…1; 0 when there are none.</summary>
    public double Concentration => _strength > 0 ? Math.Sqrt((_x * _x) + (_y * _y)) / _strength : 0;

    /// <summary>The tuning so far; null when there are no partials, or when they keep to none.</summary>
    public Tuning? Estimate()
    {
        if (Concentration < LowestConcentration)
        {
            return null;
        }

        int mode = 0;
        double strongest = -1;
        for (int cent = 0; cent < _strengthByCent.Length; cent++)
        {
            (double strength, _) = Around(cent);
            (mode, strongest) = strength > strongest ? (cent, strength) : (mode, strongest);
        }

        (double total, double moment) = Around(mode);
        double cents = mode + 0.5 + (total > 0 ? moment / total : 0);
        cents -= 100 * Math.Round(cents / 100);
        return new Tuning(Math.Clamp(cents, -50, 50), Concentration);
    }

    /// <summary>Summed strength near a deviation, nearer ones counting more, and its first moment in cents from there.</summary>
    private (double Strength, double Moment) Around(int cent)
    {
        double strength = 0;
        double moment = 0;
        for (int d = -ReachCents; d <= ReachCents; d++)
        {
            double weighted = _strengthByCent[(cent + d + 100) % 100] * (ReachCents + 1 - Math.Abs(d));
            strength += weighted;
            moment += weighted * d;
        }

        return (strength, moment);
    }
}
