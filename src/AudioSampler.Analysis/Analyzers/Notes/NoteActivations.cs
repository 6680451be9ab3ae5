using AudioSampler.Inference.Notes;

namespace AudioSampler.Analysis.Analyzers.Notes;

/// <summary>What the network hears in a stretch, frame by frame (11.6 ms).</summary>
/// <param name="Frames">Number of frames.</param>
internal sealed record NoteActivations(int Frames)
{
    /// <summary>How much each note sounds, [frames x 88].</summary>
    public float[] Notes { get; } = new float[Frames * NoteNetwork.Notes];

    /// <summary>How much each note begins, [frames x 88].</summary>
    public float[] Onsets { get; } = new float[Frames * NoteNetwork.Notes];

    /// <summary>Pitch in thirds of a semitone, [frames x 264].</summary>
    public float[] Contours { get; } = new float[Frames * NoteNetwork.Contours];

    /// <summary>RMS of the signal around each frame.</summary>
    public float[] Levels { get; } = new float[Frames];

    /// <summary>The first frames of it.</summary>
    public NoteActivations Until(int frames)
    {
        if (frames == Frames)
        {
            return this;
        }

        var part = new NoteActivations(frames);
        Notes.AsSpan(0, part.Notes.Length).CopyTo(part.Notes);
        Onsets.AsSpan(0, part.Onsets.Length).CopyTo(part.Onsets);
        Contours.AsSpan(0, part.Contours.Length).CopyTo(part.Contours);
        Levels.AsSpan(0, frames).CopyTo(part.Levels);
        return part;
    }
}
