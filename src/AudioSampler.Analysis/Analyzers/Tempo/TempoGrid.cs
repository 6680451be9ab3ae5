namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>The tempi that are compared: 30 to 240 beats a minute in steps of a 36th of an octave (1.9 %).</summary>
internal static class TempoGrid
{
    public const int StepsPerOctave = 36;
    public const int Count = (3 * StepsPerOctave) + 1;
    public const double LowestBpm = 30;

    public static double Bpm(double index) => LowestBpm * Math.Pow(2, index / StepsPerOctave);

    /// <summary>Position of a tempo on the grid; may lie outside it.</summary>
    public static double Position(double bpm) => StepsPerOctave * Math.Log2(bpm / LowestBpm);
}
