using System.Collections.Immutable;
using AudioSampler.Analysis.Analyzers.Notes;
using AudioSampler.Analysis.Tests.Support;
using AudioSampler.Inference;
using AudioSampler.Inference.Notes;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Notes;

public sealed class NotesAnalyzerTests
{
    private const int SampleRate = NoteNetwork.SampleRate;

    [Fact]
    public async Task A_scale_is_written_down_note_by_note_and_in_time()
    {
        NoteNetworkForTests.Require();
        int[] scale = [60, 62, 64, 65, 67, 69, 71, 72];
        float[] signal = TestSignals.Chords([.. scale.Select(midi => new[] { midi })], 0.5, SampleRate);

        NotesResult result = await Ok(new ArrayRegionContext(signal, SampleRate, startSeconds: 10));

        Assert.Equal("basic-pitch 1.0.1", result.Model);
        // The network takes the fifth harmonic of these bare tones for a soft note at times.
        PlayedNote[] notes = [.. result.Notes.Where(note => note.Midi < 84)];
        Assert.Equal(scale, notes.Select(note => note.Midi));
        for (int i = 0; i < scale.Length; i++)
        {
            Assert.InRange(notes[i].StartS, 10 + (0.5 * i) - 0.03, 10 + (0.5 * i) + 0.03);
            Assert.InRange(notes[i].EndS, 10 + (0.5 * i) + 0.3, 10 + (0.5 * i) + 0.55);
            Assert.InRange(notes[i].Confidence, 0.4, 1);
            Assert.Empty(notes[i].Bends);
        }
    }

    [Fact]
    public async Task Chords_are_heard_as_several_notes_at_once()
    {
        NoteNetworkForTests.Require();
        float[] signal = TestSignals.Chords(
            [
                [48, 64, 67],
                [53, 69, 72],
            ],
            1,
            SampleRate
        );

        NotesResult result = await Ok(new ArrayRegionContext(signal, SampleRate));

        Assert.Empty(new[] { 48, 64, 67 }.Except(result.Notes.Where(n => n.StartS < 0.5).Select(n => n.Midi)));
        Assert.Empty(new[] { 53, 69, 72 }.Except(result.Notes.Where(n => n.StartS is > 0.9 and < 1.5).Select(n => n.Midi)));
    }

    [Fact]
    public async Task A_soft_note_has_a_lower_velocity_than_a_loud_one()
    {
        NoteNetworkForTests.Require();
        float[] loud = TestSignals.Chords(
            [
                [60],
            ],
            1,
            SampleRate
        );
        float[] soft =
        [
            .. TestSignals
                .Chords(
                    [
                        [67],
                    ],
                    1,
                    SampleRate
                )
                .Select(s => s * 0.1f),
        ];

        NotesResult result = await Ok(new ArrayRegionContext([.. loud, .. new float[SampleRate / 5], .. soft], SampleRate));

        Assert.InRange(result.Notes.First(note => note.Midi == 60).Velocity, 110, 127);
        Assert.InRange(result.Notes.First(note => note.Midi == 67).Velocity, 25, 60);
    }

    [Fact]
    public async Task Hiss_far_below_the_music_is_no_note()
    {
        NoteNetworkForTests.Require();
        float[] note = TestSignals.Chords(
            [
                [60],
            ],
            1,
            SampleRate
        );
        float[] hiss = [.. TestSignals.Sine(440, 3, SampleRate, amplitude: 1e-4)];

        NotesResult result = await Ok(new ArrayRegionContext([.. note, .. hiss], SampleRate));

        Assert.Equal(60, Assert.Single(result.Notes).Midi);
    }

    [Fact]
    public async Task A_glide_bends_its_note()
    {
        NoteNetworkForTests.Require();
        double phase = 0;
        float[] signal = new float[2 * SampleRate];
        for (int i = 0; i < signal.Length; i++)
        {
            double cents = Math.Clamp(((double)i / SampleRate) - 0.6, 0, 0.6) / 0.6 * 70;
            phase += 2 * Math.PI * 440 * Math.Pow(2, cents / 1200) / SampleRate;
            signal[i] = (float)(0.2 * (Math.Sin(phase) + (0.5 * Math.Sin(2 * phase)) + (0.3 * Math.Sin(3 * phase))));
        }

        NotesResult result = await Ok(new ArrayRegionContext(signal, SampleRate));

        PlayedNote note = result.Notes[0];
        Assert.Equal(69, note.Midi);
        Assert.InRange(note.Bends[^1].Cents, 33, 100);
        Assert.All(note.Bends, bend => Assert.InRange(bend.TimeS, 0.5, 2));
    }

    [Fact]
    public void A_long_signal_is_written_down_in_pieces_and_no_note_is_cut_in_two()
    {
        using NoteNetwork network = NoteNetworkForTests.Open();
        int[][] chords = [.. Enumerable.Range(0, 55).Select(i => new[] { 55 + (i % 12) })];
        float[] signal = TestSignals.Chords(chords, 2, SampleRate);

        ImmutableArray<PlayedNote> notes = Assert.NotNull(
            Transcriber.Transcribe(new ArraySignal(signal, SampleRate), network, new NotesOptions(), TestContext.Current.CancellationToken)
        );

        Assert.Equal(chords.Select(c => c[0]), notes.Where(n => n.Confidence > 0.4).Select(n => n.Midi));
        Assert.All(notes.Where(n => n.Confidence > 0.4), note => Assert.InRange(note.EndS - note.StartS, 1.2, 2.1));
    }

    [Theory]
    [InlineData(SoundKind.Speech)]
    [InlineData(SoundKind.Environment)]
    [InlineData(SoundKind.Percussion)]
    public async Task Kinds_without_notes_are_left_alone(SoundKind kind)
    {
        using var analyzer = new NotesAnalyzer(null, () => throw new InvalidOperationException("the network must not be opened"));

        Outcome<NotesResult> outcome = await analyzer.AnalyzeAsync(
            new ArrayRegionContext(new float[SampleRate], SampleRate).With(OfKind(kind)),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(AnalysisErrorCode.NotApplicable, Assert.IsType<Outcome<NotesResult>.Skipped>(outcome).Reason.Code);
    }

    [Fact]
    public async Task A_long_region_is_left_for_when_it_is_asked_for()
    {
        using var analyzer = new NotesAnalyzer(null, () => throw new InvalidOperationException("the network must not be opened"));

        Outcome<NotesResult> outcome = await analyzer.AnalyzeAsync(
            new ArrayRegionContext(new float[61 * SampleRate], SampleRate).With(OfKind(SoundKind.Music)),
            TestContext.Current.CancellationToken
        );

        AnalysisError reason = Assert.IsType<Outcome<NotesResult>.Skipped>(outcome).Reason;
        Assert.Equal(AnalysisErrorCode.OnDemand, reason.Code);
        Assert.Contains("ais notes", reason.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_network_the_remedy_is_given()
    {
        using var analyzer = new NotesAnalyzer(null, () => throw new ModelException("basic-pitch", "it is missing: run ./ais again"));

        Outcome<NotesResult> outcome = await analyzer.AnalyzeAsync(
            new ArrayRegionContext(TestSignals.Sine(440, 1, SampleRate), SampleRate).With(OfKind(SoundKind.Note)),
            TestContext.Current.CancellationToken
        );

        AnalysisError reason = Assert.IsType<Outcome<NotesResult>.Skipped>(outcome).Reason;
        Assert.Equal(AnalysisErrorCode.ModelMissing, reason.Code);
        Assert.Contains("./ais", reason.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2205)]
    public async Task Silence_of_any_length_is_skipped_as_silent(int samples)
    {
        NoteNetworkForTests.Require();
        using var analyzer = new NotesAnalyzer();

        Outcome<NotesResult> outcome = await analyzer.AnalyzeAsync(
            new ArrayRegionContext(new float[samples], SampleRate),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(AnalysisErrorCode.Silent, Assert.IsType<Outcome<NotesResult>.Skipped>(outcome).Reason.Code);
    }

    [Fact]
    public async Task Samples_that_are_no_numbers_do_no_harm()
    {
        NoteNetworkForTests.Require();
        float[] signal = TestSignals.Chords(
            [
                [60],
            ],
            1,
            SampleRate
        );
        signal[5000] = float.NaN;
        signal[9000] = float.PositiveInfinity;

        NotesResult result = await Ok(new ArrayRegionContext(signal, SampleRate));

        Assert.Contains(result.Notes, note => note.Midi == 60);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() =>
            new NotesAnalyzer(
                new NotesOptions
                {
                    LongestSeconds = -1,
                    OnsetThreshold = 1,
                    FrameThreshold = 0,
                    LeastActivation = 2,
                    ShortestSeconds = 3,
                }
            )
        );

        foreach (string name in (string[])["LongestSeconds", "OnsetThreshold", "FrameThreshold", "LeastActivation", "ShortestSeconds"])
        {
            Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        }
    }

    private static Outcome<ClassificationResult> OfKind(SoundKind kind) =>
        Outcome<ClassificationResult>.Of(
            new ClassificationResult
            {
                Model = "test",
                Segments = [],
                Kind = kind,
            }
        );

    private static async Task<NotesResult> Ok(ArrayRegionContext region)
    {
        using var analyzer = new NotesAnalyzer();
        return Assert.IsType<Outcome<NotesResult>.Ok>(await analyzer.AnalyzeAsync(region, TestContext.Current.CancellationToken)).Value;
    }
}
