using AudioSampler.Dsp.Pitch;
using AudioSampler.Testing;

namespace AudioSampler.Dsp.Tests.Pitch;

public sealed class PitchCandidatesTests
{
    private const int SampleRate = 22_050;

    private readonly PitchCandidates _finder = new(SampleRate);

    [Theory]
    [InlineData(27.5)]
    [InlineData(61.7)]
    [InlineData(220)]
    [InlineData(441.3)]
    [InlineData(1975.5)]
    [InlineData(3135.96)]
    public void A_tone_is_its_likeliest_candidate(double hz)
    {
        PitchCandidate best = Best(hz < 1000 ? Harmonics(hz, 1, 0.6, 0.4, 0.2) : Harmonics(hz, 1, 0.3));

        Assert.Equal(0, Cents(best.Hz, hz), 6.0);
        Assert.InRange(best.Probability, 0.8, 1.0001);
    }

    [Fact]
    public void A_tone_without_its_fundamental_keeps_its_pitch()
    {
        Assert.Equal(0, Cents(Best(Harmonics(200, 0, 1, 0.8, 0.6)).Hz, 200), 3.0);
    }

    [Fact]
    public void Gain_makes_no_difference()
    {
        float[] tone = Harmonics(330, 1, 0.5);

        PitchCandidate loud = Best(tone);
        PitchCandidate soft = Best([.. tone.Select(s => s * 1e-3f)]);

        Assert.Equal(loud.Hz, soft.Hz, 1e-2);
        Assert.Equal(loud.Probability, soft.Probability, 1e-3);
    }

    [Fact]
    public void Probabilities_sum_to_one_at_most_and_noise_has_little()
    {
        Span<PitchCandidate> found = stackalloc PitchCandidate[PitchCandidates.Most];
        int tone = _finder.Find(Harmonics(300, 1), found);
        Assert.InRange(Sum(found[..tone]), 0.9, 1.0001);

        int noise = _finder.Find(TestSignals.Noise(1, SampleRate).AsSpan(0, _finder.FrameSamples), found);
        Assert.InRange(Sum(found[..noise]), 0, 0.3);
    }

    [Fact]
    public void Silence_has_no_candidate()
    {
        Assert.Equal(0, _finder.Find(new float[_finder.FrameSamples], stackalloc PitchCandidate[PitchCandidates.Most]));
    }

    [Fact]
    public void A_path_follows_a_glide_and_does_not_leap_an_octave_for_one_frame()
    {
        PitchCandidate[][] frames =
        [
            .. Enumerable
                .Range(0, 20)
                .Select(t => new PitchCandidate[] { new(440 + t, t == 10 ? 0.6 : 0.2), new(220 + (t / 2.0), t == 10 ? 0.3 : 0.7) }),
        ];

        double[] path = PitchPath.Find(frames);

        Assert.All(path.Select((hz, t) => Math.Abs(hz - (220 + (t / 2.0)))), off => Assert.InRange(off, 0, 1e-9));
    }

    [Fact]
    public void A_path_is_silent_where_nothing_is_pitched()
    {
        PitchCandidate[][] frames =
        [
            .. Enumerable.Range(0, 30).Select(t => t is >= 10 and < 20 ? new PitchCandidate[] { new(100, 0.9) } : []),
        ];

        double[] path = PitchPath.Find(frames);

        Assert.Equal(Enumerable.Range(0, 30).Select(t => t is >= 10 and < 20), path.Select(hz => !double.IsNaN(hz)));
        Assert.Empty(PitchPath.Find([]));
    }

    private PitchCandidate Best(float[] frame)
    {
        var found = new PitchCandidate[PitchCandidates.Most];
        int count = _finder.Find(frame, found);
        return found.Take(count).MaxBy(c => c.Probability);
    }

    private float[] Harmonics(double hz, params double[] amplitudes)
    {
        float[] signal = new float[_finder.FrameSamples];
        for (int h = 0; h < amplitudes.Length; h++)
        {
            for (int i = 0; i < signal.Length; i++)
            {
                signal[i] += (float)(0.3 * amplitudes[h] * Math.Sin((2 * Math.PI * hz * (h + 1) * i / SampleRate) + h));
            }
        }

        return signal;
    }

    private static double Sum(ReadOnlySpan<PitchCandidate> candidates)
    {
        double sum = 0;
        foreach (PitchCandidate candidate in candidates)
        {
            sum += candidate.Probability;
        }

        return sum;
    }

    private static double Cents(double a, double b) => 1200 * Math.Log2(a / b);
}
