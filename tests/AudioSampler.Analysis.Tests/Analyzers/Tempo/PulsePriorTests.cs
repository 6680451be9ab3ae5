using AudioSampler.Analysis.Analyzers.Tempo;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Tests.Analyzers.Tempo;

public sealed class PulsePriorTests
{
    [Fact]
    public void Music_speaks_for_a_pulse_and_rain_against_it()
    {
        Assert.True(PulsePrior.Apply(0.4, Of((SoundKind.Music, 0.9, 10))) > 0.5);
        Assert.True(PulsePrior.Apply(0.6, Of((SoundKind.Environment, 0.9, 10))) < 0.5);
    }

    [Fact]
    public void Speech_speaks_louder_against_a_pulse_than_noises_do_but_not_against_a_sure_one()
    {
        const double LikeSyllables = 0.95;
        Assert.True(PulsePrior.Apply(LikeSyllables, Of((SoundKind.Speech, 1, 10))) < 0.5);
        Assert.True(PulsePrior.Apply(LikeSyllables, Of((SoundKind.Environment, 1, 10))) > 0.7);
        Assert.True(PulsePrior.Apply(LikeSyllables, Of((SoundKind.Speech, 1, 4), (SoundKind.Music, 1, 6))) > 0.7);
        Assert.True(PulsePrior.Apply(0.999, Of((SoundKind.Speech, 1, 10))) > 0.9);
    }

    [Fact]
    public void Segments_count_by_their_length_and_silence_not_at_all()
    {
        double mostlyMusic = PulsePrior.Apply(
            0.5,
            Of((SoundKind.Music, 0.9, 30), (SoundKind.Speech, 0.9, 10), (SoundKind.Silence, 1, 500))
        );

        Assert.InRange(mostlyMusic, 0.5, PulsePrior.Apply(0.5, Of((SoundKind.Music, 0.9, 30))));
    }

    [Fact]
    public void Without_kinds_the_probability_stays_and_no_kind_overrules_a_sure_pulse()
    {
        Assert.Equal(0.4, PulsePrior.Apply(0.4, Outcome<ClassificationResult>.Skip(AnalysisErrorCode.TooShort, "too short")));
        Assert.Equal(0.4, PulsePrior.Apply(0.4, Of((SoundKind.Silence, 1, 5))));
        Assert.True(PulsePrior.Apply(0.99, Of((SoundKind.Environment, 1, 10))) > 0.9);
        Assert.True(PulsePrior.Apply(0.01, Of((SoundKind.Music, 1, 10))) < 0.1);
    }

    private static Outcome<ClassificationResult> Of(params (SoundKind Kind, double Score, double Seconds)[] segments)
    {
        double time = 0;
        return Outcome<ClassificationResult>.Of(
            new ClassificationResult
            {
                Model = "signal",
                Segments =
                [
                    .. segments.Select(s => new ClassifiedSegment
                    {
                        StartS = time,
                        EndS = time += s.Seconds,
                        Kind = s.Kind,
                        KindScore = s.Score,
                    }),
                ],
            }
        );
    }
}
