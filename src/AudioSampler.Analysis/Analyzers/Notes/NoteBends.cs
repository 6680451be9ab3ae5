using AudioSampler.Inference.Notes;

namespace AudioSampler.Analysis.Analyzers.Notes;

/// <summary>How far the pitch of a note is from the tempered one, frame by frame.</summary>
internal static class NoteBends
{
    /// <summary>Contour bins of a semitone.</summary>
    public const int BinsPerSemitone = NoteNetwork.Contours / NoteNetwork.Notes;

    /// <summary>Bins looked at on both sides.</summary>
    private const int Reach = 25;

    /// <summary>A tempered tone falls into the second of the three bins of its note: measured on tones of known pitch.</summary>
    private const int TemperedBin = 1;

    /// <summary>Width of the weighting that favours the note itself, in bins.</summary>
    private const double Width = 5;

    private static readonly float[] s_weights =
    [
        .. Enumerable.Range(-Reach, (2 * Reach) + 1).Select(i => (float)Math.Exp(-i * i / (2 * Width * Width))),
    ];

    /// <summary>The strongest contour near a note.</summary>
    /// <param name="heard">Activations.</param>
    /// <param name="note">A note of them.</param>
    /// <returns>Bins above the tempered pitch, for each frame of the note.</returns>
    public static int[] Of(NoteActivations heard, HeardNote note)
    {
        int[] bends = new int[note.End - note.Start];
        int centre = note.Key * BinsPerSemitone;
        int first = Math.Max(0, centre - Reach);
        int last = Math.Min(NoteNetwork.Contours - 1, centre + Reach);
        for (int i = 0; i < bends.Length; i++)
        {
            ReadOnlySpan<float> frame = heard.Contours.AsSpan((note.Start + i) * NoteNetwork.Contours, NoteNetwork.Contours);
            float best = float.NegativeInfinity;
            for (int bin = first; bin <= last; bin++)
            {
                float value = frame[bin] * s_weights[bin - centre + Reach];
                if (value >= best)
                {
                    (best, bends[i]) = (value, bin - centre - TemperedBin);
                }
            }
        }

        return bends;
    }
}
