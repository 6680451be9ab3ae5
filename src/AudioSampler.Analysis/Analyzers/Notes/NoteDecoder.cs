using AudioSampler.Inference.Notes;

namespace AudioSampler.Analysis.Analyzers.Notes;

/// <summary>Turns activations into notes.</summary>
/// <remarks>
/// 1. A note begins where its onset activation, or the rise of its activation over two frames, has a peak above the threshold. Latest first, each is followed until it has been below the
/// other threshold for some frames; what it explains, and the semitones beside it, is taken out. 2. What stands out of the rest is taken from its strongest frame on, in both directions.
/// After R. Bittner et al., ICASSP 2022 (section 2.2), in the order of the published decoder, so that its notes are met.
/// </remarks>
internal sealed class NoteDecoder(NotesOptions options)
{
    private const int Keys = NoteNetwork.Notes;

    /// <summary>Frames that a note may be below the threshold without ending: 128 ms.</summary>
    private const int Patience = 11;

    /// <summary>Frames over which a rise is taken.</summary>
    private const int RiseFrames = 2;

    /// <summary>Finds the notes, in the order in which they begin.</summary>
    public List<HeardNote> Decode(NoteActivations heard)
    {
        int shortest = (int)Math.Round(options.ShortestSeconds * NoteNetwork.SampleRate / NoteNetwork.HopSamples);
        float[] rest = [.. heard.Notes];
        var notes = new List<HeardNote>();
        float[] begins = Beginnings(heard);
        for (int frame = heard.Frames - 2; frame >= 0; frame--)
        {
            for (int key = Keys - 1; key >= 0; key--)
            {
                if (begins[(frame * Keys) + key] > options.OnsetThreshold && IsPeak(begins, heard.Frames, frame, key))
                {
                    int end = Follow(rest, heard.Frames, frame, key);
                    if (end - frame > shortest)
                    {
                        Remove(rest, frame, end, key);
                        Add(notes, Note(heard, frame, end, key));
                    }
                }
            }
        }

        AddWithoutOnset(heard, rest, shortest, notes);
        notes.Sort((a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : a.Key.CompareTo(b.Key));
        return notes;
    }

    /// <summary>Onset activations, or the rises of the notes' activations where those are larger; rises are scaled to the largest onset.</summary>
    private static float[] Beginnings(NoteActivations heard)
    {
        float[] begins = new float[heard.Onsets.Length];
        float largestRise = 0;
        for (int i = RiseFrames * Keys; i < begins.Length; i++)
        {
            float now = heard.Notes[i];
            begins[i] = Math.Max(0, Math.Min(now - heard.Notes[i - Keys], now - heard.Notes[i - (2 * Keys)]));
            largestRise = Math.Max(largestRise, begins[i]);
        }

        float largestOnset = begins.Length > 0 ? System.Numerics.Tensors.TensorPrimitives.Max<float>(heard.Onsets) : 0;
        float scale = largestRise > 0 ? largestOnset / largestRise : 0;
        for (int i = 0; i < begins.Length; i++)
        {
            begins[i] = Math.Max(heard.Onsets[i], begins[i] * scale);
        }

        return begins;
    }

    private static bool IsPeak(float[] values, int frames, int frame, int key)
    {
        int at = (frame * Keys) + key;
        return (frame == 0 || values[at] > values[at - Keys]) && (frame == frames - 1 || values[at] > values[at + Keys]);
    }

    /// <summary>The frame at which a note that begins at a frame has ended.</summary>
    private int Follow(float[] rest, int frames, int start, int key)
    {
        int below = 0;
        int frame = start + 1;
        for (; frame < frames - 1 && below < Patience; frame++)
        {
            below = rest[(frame * Keys) + key] < options.FrameThreshold ? below + 1 : 0;
        }

        return frame - below;
    }

    private static void Remove(float[] rest, int from, int to, int key)
    {
        for (int frame = from; frame < to; frame++)
        {
            Remove(rest, frame, key);
        }
    }

    private static void Remove(float[] rest, int frame, int key)
    {
        int first = Math.Max(0, key - 1);
        int last = Math.Min(Keys - 1, key + 1);
        rest.AsSpan((frame * Keys) + first, last - first + 1).Clear();
    }

    private void AddWithoutOnset(NoteActivations heard, float[] rest, int shortest, List<HeardNote> notes)
    {
        // Values are only ever taken out, so the strongest that is left is the next of these that still stands.
        int[] strongest = [.. Enumerable.Range(0, rest.Length).Where(i => rest[i] > options.FrameThreshold)];
        float[] order = [.. strongest.Select(i => -rest[i])];
        Array.Sort(order, strongest);
        foreach (int at in strongest)
        {
            if (rest[at] <= options.FrameThreshold)
            {
                continue;
            }

            (int middle, int key) = Math.DivRem(at, Keys);
            rest[at] = 0;
            int below = 0;
            int frame = middle + 1;
            for (; frame < heard.Frames - 1 && below < Patience; frame++)
            {
                below = rest[(frame * Keys) + key] < options.FrameThreshold ? below + 1 : 0;
                Remove(rest, frame, key);
            }

            int end = frame - 1 - below;
            below = 0;
            frame = middle - 1;
            for (; frame > 0 && below < Patience; frame--)
            {
                below = rest[(frame * Keys) + key] < options.FrameThreshold ? below + 1 : 0;
                Remove(rest, frame, key);
            }

            int start = frame + 1 + below;
            if (end - start > shortest)
            {
                Add(notes, Note(heard, start, end, key));
            }
        }
    }

    private void Add(List<HeardNote> notes, HeardNote note)
    {
        if (note.Activation >= options.LeastActivation)
        {
            notes.Add(note);
        }
    }

    private static HeardNote Note(NoteActivations heard, int start, int end, int key)
    {
        float sum = 0;
        for (int frame = start; frame < end; frame++)
        {
            sum += heard.Notes[(frame * Keys) + key];
        }

        return new HeardNote(start, end, key, sum / (end - start));
    }
}
