using System.Text.Json;
using AudioSampler.Analysis.Analyzers.Notes;
using AudioSampler.Inference.Notes;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Analyzers.Notes;

public sealed class NoteDecoderTests
{
    private const double FrameSeconds = (double)NoteNetwork.HopSamples / NoteNetwork.SampleRate;

    [Theory]
    [InlineData("notes_default", 0.5, 0.3, 11)]
    [InlineData("notes_sensitive", 0.25, 0.25, 5)]
    public async Task Notes_are_those_of_the_published_decoder(string set, double onset, double frame, int shortestFrames)
    {
        using NoteNetwork network = NoteNetworkForTests.Open();
        NoteActivations heard = AsPublished(
            network,
            await ProgramRun.DecodeAsync(SharedData.Require("models/basic-pitch/guitar_em9.flac"))
        );
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllText(SharedData.Require("models/basic-pitch/golden.json")));
        JsonElement[] expected =
        [
            .. golden
                .RootElement.GetProperty(set)
                .GetProperty("notes")
                .EnumerateArray()
                .OrderBy(note => note.GetProperty("start").GetDouble())
                .ThenBy(note => note.GetProperty("midi").GetInt32()),
        ];

        List<HeardNote> notes = new NoteDecoder(
            new NotesOptions
            {
                OnsetThreshold = onset,
                FrameThreshold = frame,
                LeastActivation = 0,
                ShortestSeconds = shortestFrames * FrameSeconds,
            }
        ).Decode(heard);

        Assert.Equal(expected.Length, notes.Count);
        foreach ((JsonElement note, HeardNote found) in expected.Zip(notes))
        {
            Assert.Equal(note.GetProperty("midi").GetInt32(), NoteNetwork.LowestMidi + found.Key);
            Assert.Equal(note.GetProperty("start").GetDouble(), PublishedTime(found.Start), 1e-3);
            Assert.Equal(note.GetProperty("duration").GetDouble(), PublishedTime(found.End) - PublishedTime(found.Start), 1e-3);
            Assert.Equal(note.GetProperty("amplitude").GetDouble(), found.Activation, 1e-3);
            if (note.TryGetProperty("bends", out JsonElement bends))
            {
                // The published ones count from the bin below that of the tempered tone.
                Assert.Equal(bends.EnumerateArray().Select(b => b.GetInt32() - 1), NoteBends.Of(heard, found));
            }
        }
    }

    [Fact]
    public void Nothing_heard_is_no_note()
    {
        Assert.Empty(new NoteDecoder(new NotesOptions()).Decode(new NoteActivations(0)));
        Assert.Empty(new NoteDecoder(new NotesOptions()).Decode(new NoteActivations(1)));
        Assert.Empty(new NoteDecoder(new NotesOptions()).Decode(new NoteActivations(400)));
    }

    [Fact]
    public void A_note_lasts_as_long_as_its_activation_and_a_short_gap_does_not_end_it()
    {
        var heard = new NoteActivations(200);
        heard.Onsets[(20 * NoteNetwork.Notes) + 40] = 0.9f;
        for (int frame = 20; frame < 120; frame++)
        {
            heard.Notes[(frame * NoteNetwork.Notes) + 40] =
                frame is >= 60 and < 66 ? 0.25f
                : frame < 40 ? 0.8f
                : 0.35f;
        }

        HeardNote note = Assert.Single(new NoteDecoder(new NotesOptions()).Decode(heard));

        Assert.Equal((20, 120, 40), (note.Start, note.End, note.Key));
        Assert.Equal(((20 * 0.8f) + (74 * 0.35f) + (6 * 0.25f)) / 100, note.Activation, 1e-4f);
    }

    /// <summary>The clip as the published program frames it.</summary>
    private static NoteActivations AsPublished(NoteNetwork network, float[] clip)
    {
        const int Lead = 3840;
        const int Step = 36_164;
        const int Margin = 15;
        const int Kept = NoteNetwork.WindowFrames - (2 * Margin);
        int frames = clip.Length * 86 / NoteNetwork.SampleRate;
        var heard = new NoteActivations(frames);
        float[] padded = [.. new float[Lead], .. clip, .. new float[NoteNetwork.WindowSamples]];
        for (int window = 0; window * Kept < frames; window++)
        {
            float[] contours = new float[NoteNetwork.WindowFrames * NoteNetwork.Contours];
            float[] notes = new float[NoteNetwork.WindowFrames * NoteNetwork.Notes];
            float[] onsets = new float[NoteNetwork.WindowFrames * NoteNetwork.Notes];
            network.Hear(padded.AsMemory(window * Step, NoteNetwork.WindowSamples), contours, notes, onsets, CancellationToken.None);
            int count = Math.Min(Kept, frames - (window * Kept));
            Copy(contours, heard.Contours, NoteNetwork.Contours, window, count);
            Copy(notes, heard.Notes, NoteNetwork.Notes, window, count);
            Copy(onsets, heard.Onsets, NoteNetwork.Notes, window, count);
        }

        return heard;

        static void Copy(float[] from, float[] to, int width, int window, int count) =>
            from.AsSpan(Margin * width, count * width).CopyTo(to.AsSpan(window * Kept * width));
    }

    private static double PublishedTime(int frame)
    {
        double offset = (FrameSeconds * (NoteNetwork.WindowFrames - ((double)NoteNetwork.WindowSamples / NoteNetwork.HopSamples))) + 0.0018;
        return (frame * FrameSeconds) - (offset * (frame / NoteNetwork.WindowFrames));
    }
}
