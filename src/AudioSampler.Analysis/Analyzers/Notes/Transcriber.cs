using System.Collections.Immutable;
using AudioSampler.Inference.Notes;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Analyzers.Notes;

/// <summary>Writes down the notes of a signal of any length, in pieces of 90 s, so that memory stays bounded (about 30 MB).</summary>
internal static class Transcriber
{
    private const int PieceFrames = 7750;

    /// <summary>The end of a piece is laid where the least sounds in its last 9 s.</summary>
    private const int CutFrames = 775;

    /// <summary>Frames at a cut within which a note that ends and one that begins are the same.</summary>
    private const int JoinFrames = 2;

    /// <summary>Frames of the median that bends are smoothed by.</summary>
    private const int BendFrames = 7;

    /// <summary>Frames after an onset in which its level is measured: 0.1 s.</summary>
    private const int AttackFrames = 9;

    private const int LoudestVelocity = 127;

    /// <summary>Writes down the notes.</summary>
    /// <param name="signal">Mono at 22.05 kHz.</param>
    /// <param name="network">What hears them.</param>
    /// <param name="options">How they are found.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Notes in the order in which they begin; null when the signal is silent.</returns>
    public static ImmutableArray<PlayedNote>? Transcribe(
        ISignal signal,
        NoteNetwork network,
        NotesOptions options,
        CancellationToken cancellationToken
    )
    {
        var listener = new NoteListener(network, signal);
        listener.Measure(cancellationToken);
        if (!(listener.Loudest > 0))
        {
            return null;
        }

        var decoder = new NoteDecoder(options);
        var notes = new List<PlayedNote>();
        for (long start = 0; start < listener.FrameCount; )
        {
            int frames = (int)Math.Min(PieceFrames, listener.FrameCount - start);
            NoteActivations heard = listener.Hear(start, frames, cancellationToken);
            heard = start + frames < listener.FrameCount ? heard.Until(QuietestEnd(heard)) : heard;
            double pieceStart = signal.StartSeconds + TimeOf(start);
            int before = notes.Count;
            notes.AddRange(decoder.Decode(heard).Select(note => Played(heard, note, pieceStart, listener.Loudest)));
            Join(notes, before, pieceStart);
            start += heard.Frames;
        }

        return [.. notes];
    }

    private static double TimeOf(long frame) => (double)frame * NoteNetwork.HopSamples / NoteNetwork.SampleRate;

    private static int QuietestEnd(NoteActivations heard)
    {
        int quietest = heard.Frames;
        float least = float.PositiveInfinity;
        for (int frame = heard.Frames - CutFrames; frame < heard.Frames; frame++)
        {
            float sum = System.Numerics.Tensors.TensorPrimitives.Sum<float>(
                heard.Notes.AsSpan(frame * NoteNetwork.Notes, NoteNetwork.Notes)
            );
            (least, quietest) = sum < least ? (sum, frame) : (least, quietest);
        }

        return quietest;
    }

    private static PlayedNote Played(NoteActivations heard, HeardNote note, double pieceStart, float loudest)
    {
        ReadOnlySpan<float> attack = heard.Levels.AsSpan(note.Start, Math.Min(AttackFrames, note.End - note.Start));
        float level = System.Numerics.Tensors.TensorPrimitives.Max(attack) / loudest;
        return new PlayedNote(
            Time(pieceStart, note.Start),
            Time(pieceStart, note.End),
            NoteNetwork.LowestMidi + note.Key,
            Math.Clamp((int)MathF.Round(LoudestVelocity * MathF.Sqrt(level)), 1, LoudestVelocity),
            Math.Round(note.Activation, 3)
        )
        {
            Bends = Bends(NoteBends.Of(heard, note), Time(pieceStart, note.Start)),
        };
    }

    private static double Time(double pieceStart, int frame) => Math.Round(Math.Max(0, pieceStart + TimeOf(frame)), 4);

    /// <summary>Changes of the smoothed bend.</summary>
    private static ImmutableArray<PitchBend> Bends(int[] bins, double start)
    {
        const double Cents = 100.0 / NoteBends.BinsPerSemitone;
        var bends = ImmutableArray.CreateBuilder<PitchBend>();
        Span<int> around = stackalloc int[BendFrames];
        int last = 0;
        for (int i = 0; i < bins.Length; i++)
        {
            int from = Math.Max(0, i - (BendFrames / 2));
            int count = Math.Min(bins.Length, i + (BendFrames / 2) + 1) - from;
            bins.AsSpan(from, count).CopyTo(around);
            around[..count].Sort();
            int bend = around[count / 2];
            if (bend != last)
            {
                bends.Add(new PitchBend(Math.Round(start + TimeOf(i), 4), Math.Round(bend * Cents, 1)));
                last = bend;
            }
        }

        return bends.ToImmutable();
    }

    /// <summary>A note that was cut in two becomes one again.</summary>
    private static void Join(List<PlayedNote> notes, int added, double cut)
    {
        double near = TimeOf(JoinFrames + 1);
        for (int i = notes.Count - 1; i >= added; i--)
        {
            PlayedNote second = notes[i];
            int first = added > 0 && second.StartS - cut < near ? notes.FindLastIndex(added - 1, added, n => n.Midi == second.Midi) : -1;
            if (first >= 0 && cut - notes[first].EndS < near)
            {
                notes[first] = notes[first] with
                {
                    EndS = second.EndS,
                    Confidence = Math.Max(notes[first].Confidence, second.Confidence),
                    Bends = notes[first].Bends.AddRange(second.Bends),
                };
                notes.RemoveAt(i);
            }
        }
    }
}
