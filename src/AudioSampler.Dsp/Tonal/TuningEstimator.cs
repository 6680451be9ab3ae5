namespace AudioSampler.Dsp.Tonal;

/// <summary>Estimates the tuning of a recording from its partials.</summary>
/// <remarks>
/// Each partial is an arrow whose angle is its deviation from the nearest semitone (a full turn is one semitone) and whose length is its strength; the sum of the arrows points at the
/// tuning, and its length against that of all arrows laid end to end is the concentration. Reference: K. Dressler and S. Streich, Tuning Frequency Estimation Using Circular Statistics, ISMIR 2007.
/// </remarks>
public sealed class TuningEstimator
{
    private const double LowestConcentration = 0.12;
    private double _x;
    private double _y;
    private double _strength;

    /// <summary>Adds a partial.</summary>
    public void Add(SpectralPeak peak)
    {
        double turn = 2 * Math.PI * 12 * Math.Log2(peak.FrequencyHz / 440.0);
        (double y, double x) = Math.SinCos(turn);
        _x += peak.Strength * x;
        _y += peak.Strength * y;
        _strength += peak.Strength;
    }

    /// <summary>How closely the partials keep to one tuning, 0…1; 0 when there are none.</summary>
    public double Concentration => _strength > 0 ? Math.Sqrt((_x * _x) + (_y * _y)) / _strength : 0;

    /// <summary>The tuning so far; null when there are no partials, or when they keep to none.</summary>
    public Tuning? Estimate() =>
        Concentration < LowestConcentration ? null : new Tuning(Math.Clamp(100 * Math.Atan2(_y, _x) / (2 * Math.PI), -50, 50), Concentration);
}
