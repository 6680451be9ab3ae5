namespace AudioSampler.Dsp.Tonal;

/// <summary>Bins equally spaced in pitch.</summary>
/// <param name="MinHz">Centre of bin 0, in Hz.</param>
/// <param name="BinsPerOctave">Bins in an octave: 12 for semitones, 36 for thirds of them.</param>
/// <param name="Count">Number of bins.</param>
public sealed record LogFrequencyAxis(double MinHz, int BinsPerOctave, int Count)
{
    /// <summary>C1, the lowest C of a piano, in Hz, at A4 = 440 Hz.</summary>
    public const double C1Hz = 32.703195662574829;

    /// <summary>Centre of a bin, in Hz.</summary>
    public double HzOf(double bin) => MinHz * Math.Pow(2, bin / BinsPerOctave);

    /// <summary>Fractional bin of a frequency; below 0 and above <see cref="Count"/> outside the axis.</summary>
    public double BinOf(double hz) => Math.Log2(hz / MinHz) * BinsPerOctave;
}
