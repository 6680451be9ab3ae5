using AudioSampler.Analysis.Analyzers.Classification;
using AudioSampler.Analysis.Artifacts;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Classification;

public class SingleSoundTests
{
    private const int Rate = FeatureLayout.SampleRate;

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.002)]
    public void A_held_note_is_one_sound_at_any_loudness(double amplitude)
    {
        Assert.Equal(OneSound.Held, Of(Tone(220, 6, amplitude)));
    }

    [Fact]
    public void Vibrato_and_silence_around_do_not_make_several_of_it()
    {
        float[] note = new float[3 * Rate];
        double phase = 0;
        for (int i = 0; i < note.Length; i++)
        {
            phase += 2 * Math.PI * 330 * Math.Pow(2, 0.3 / 12 * Math.Sin(2 * Math.PI * 5.5 * i / Rate)) / Rate;
            note[i] = (float)(0.3 * (Math.Sin(phase) + (0.5 * Math.Sin(2 * phase)) + (0.3 * Math.Sin(3 * phase))));
        }

        Assert.Equal(OneSound.Held, Of([.. new float[Rate], .. note, .. new float[Rate]]));
    }

    [Fact]
    public void A_chord_that_rings_is_one_sound_that_fades()
    {
        float[] chord = TestSignals.Chords(
            [
                [48, 55, 60, 64],
            ],
            5,
            Rate
        );
        for (int i = 0; i < chord.Length; i++)
        {
            chord[i] *= MathF.Exp(-i / (0.9f * Rate));
        }

        Assert.Equal(OneSound.Fading, Of(chord));
    }

    [Fact]
    public void The_same_note_twice_is_no_single_sound()
    {
        float[] note = Tone(220, 1.5, 0.3);
        for (int i = 0; i < note.Length; i++)
        {
            note[i] *= MathF.Exp(-i / (0.3f * Rate));
        }

        Assert.Equal(OneSound.No, Of([.. note, .. note]));
    }

    [Fact]
    public void Notes_that_follow_without_a_gap_are_no_single_sound()
    {
        Assert.Equal(OneSound.No, Of([.. Tone(220, 1.5, 0.3), .. Tone(247, 1.5, 0.3)]));
    }

    [Fact]
    public void A_tone_that_joins_is_no_single_sound()
    {
        float[] signal = Tone(220, 4, 0.3);
        float[] fifth = Tone(330, 2, 0.1);
        for (int i = 0; i < fifth.Length; i++)
        {
            signal[(2 * Rate) + i] += fifth[i] * Math.Min(1, i / (0.5f * Rate));
        }

        Assert.Equal(OneSound.No, Of(signal));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(21)]
    public void What_is_too_short_or_too_long_is_not_said_to_be_one(double seconds)
    {
        Assert.Equal(OneSound.No, Of(Tone(220, seconds, 0.3)));
    }

    [Fact]
    public void Silence_and_nothing_are_no_sound()
    {
        Assert.Equal(OneSound.No, Of([]));
        Assert.Equal(OneSound.No, SingleSound.Of(new ArraySignal(Tone(220, 1, 0.3), Rate), 5, 8, CancellationToken.None));
    }

    private static OneSound Of(float[] samples) =>
        SingleSound.Of(new ArraySignal(samples, Rate), 0, (double)samples.Length / Rate, CancellationToken.None);

    /// <summary>A tone with overtones that begins and ends within 10 ms.</summary>
    private static float[] Tone(double hz, double seconds, double amplitude)
    {
        float[] tone = new float[(int)(seconds * Rate)];
        for (int i = 0; i < tone.Length; i++)
        {
            double edge = Math.Min(1, Math.Min(i, tone.Length - i) / (0.01 * Rate));
            for (int k = 1; k <= 4; k++)
            {
                tone[i] += (float)(amplitude * edge / (k * k) * Math.Sin(2 * Math.PI * k * hz * i / Rate));
            }
        }

        return tone;
    }
}
