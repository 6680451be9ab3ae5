using System.Numerics.Tensors;

namespace AudioSampler.Dsp.Tonal;

/// <summary>Sums partials into a profile of 36 bins an octave (bin 0 is C at A4 = 440 Hz, bins a third of a semitone), and folds that into 12 pitch classes once the tuning is known.</summary>
public static class PitchClassProfile
{
    /// <summary>Bins of the fine profile.</summary>
    public const int FineBins = 36;

    /// <summary>Half the width of the window that gathers fine bins into a pitch class, in semitones.</summary>
    private const double FoldSemitones = 2.0 / 3;

    /// <summary>Adds a partial, shared by the two fine bins that it lies between.</summary>
    /// <param name="fine">Profile, [36].</param>
    /// <param name="octaves">Octaves of the partial above any C at A4 = 440 Hz; its fraction is the pitch class.</param>
    /// <param name="weight">What to add.</param>
    public static void Add(Span<float> fine, double octaves, float weight)
    {
        double position = (octaves - Math.Floor(octaves)) * FineBins;
        int bin = (int)position;
        float upper = (float)(position - bin);
        bin = bin >= FineBins ? 0 : bin;
        fine[bin] += weight * (1 - upper);
        fine[bin + 1 == FineBins ? 0 : bin + 1] += weight * upper;
    }

    /// <summary>Sums the octaves of a constant-Q spectrum into a fine profile.</summary>
    /// <param name="magnitudes">Magnitudes, [bins of the axis].</param>
    /// <param name="axis">Where the bins lie.</param>
    /// <param name="fine">Profile, [36]; overwritten.</param>
    public static void FromConstantQ(ReadOnlySpan<float> magnitudes, LogFrequencyAxis axis, Span<float> fine)
    {
        fine.Clear();
        for (int bin = 0; bin < axis.Count; bin++)
        {
            Add(fine, Math.Log2(axis.HzOf(bin) / LogFrequencyAxis.C1Hz), magnitudes[bin]);
        }
    }

    /// <summary>Folds a fine profile into 12 pitch classes by a raised-cosine window around each class.</summary>
    /// <param name="fine">Profile, [36].</param>
    /// <param name="tuningCents">Tuning of the recording.</param>
    /// <param name="chroma">Result, [12], C first.</param>
    public static void Fold(ReadOnlySpan<float> fine, double tuningCents, Span<float> chroma)
    {
        Span<float> matrix = stackalloc float[12 * FineBins];
        FoldMatrix(tuningCents, matrix);
        Fold(fine, matrix, chroma);
    }

    /// <summary>The weights by which fine bins add to pitch classes, [12 x 36].</summary>
    public static void FoldMatrix(double tuningCents, Span<float> matrix)
    {
        for (int pitchClass = 0; pitchClass < 12; pitchClass++)
        {
            for (int bin = 0; bin < FineBins; bin++)
            {
                double distance = (bin / 3.0) - pitchClass - (tuningCents / 100);
                distance = Math.Abs(distance - (12 * Math.Round(distance / 12)));
                double cosine = distance < FoldSemitones ? Math.Cos(Math.PI / 2 * distance / FoldSemitones) : 0;
                matrix[(pitchClass * FineBins) + bin] = (float)(cosine * cosine);
            }
        }
    }

    /// <summary>Folds by weights computed before.</summary>
    public static void Fold(ReadOnlySpan<float> fine, ReadOnlySpan<float> matrix, Span<float> chroma)
    {
        for (int pitchClass = 0; pitchClass < 12; pitchClass++)
        {
            chroma[pitchClass] = TensorPrimitives.Dot(matrix.Slice(pitchClass * FineBins, FineBins), fine);
        }
    }
}
