namespace AudioSampler.Catalog.Search;

/// <summary>Notes by name and octave, C4 (middle C) is 60: the scientific notation, which most DAWs use.</summary>
internal static class NoteName
{
    private const int Octave = 12;

    /// <summary>A note as <c>C#3</c>, <c>Bb2</c> or a MIDI number; null when it is none.</summary>
    public static ValueSpan? Span(string text)
    {
        int digits = text.TakeWhile(c => !char.IsAsciiDigit(c) && c != '-').Count();
        if (digits == 0 || !int.TryParse(text.AsSpan(digits), System.Globalization.NumberStyles.AllowLeadingSign, null, out int octave))
        {
            return ValueSpan.Number(text);
        }

        if (octave is < -1 or > 9 || !KeyNotation.TryParse(text[..digits], out KeyNotation note) || note.IsMinor)
        {
            return null;
        }

        double midi = ((octave + 1) * Octave) + note.Tonic;
        return new ValueSpan(midi - 0.5, midi + 0.5, midi);
    }
}
