namespace AudioSampler.Server.Views;

/// <summary>Which stretch of which file is to be shown, how finely.</summary>
/// <param name="FileId">Id of the file.</param>
/// <param name="Path">Where it is, with links resolved and under a root.</param>
/// <param name="SampleRate">Samples per second of the file.</param>
/// <param name="StartS">Start, in seconds from the start of the file.</param>
/// <param name="EndS">End.</param>
/// <param name="Columns">Columns wanted.</param>
internal readonly record struct ViewRequest(long FileId, string Path, int SampleRate, double StartS, double EndS, int Columns)
{
    /// <summary>Length of a column, in seconds.</summary>
    public double ColumnSeconds => (EndS - StartS) / Columns;

    /// <summary>The column that a time falls into; the first or last for one that falls beside.</summary>
    /// <param name="seconds">Seconds from the start of the stretch.</param>
    public int ColumnAt(double seconds) => Math.Clamp((int)(seconds / ColumnSeconds), 0, Columns - 1);
}
