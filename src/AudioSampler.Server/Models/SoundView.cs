namespace AudioSampler.Server.Models;

/// <summary>A picture of a stretch of sound: a value for each cell of a grid of times and rows.</summary>
public sealed record SoundView
{
    /// <summary>Id of the file.</summary>
    public required long FileId { get; init; }

    /// <summary>Start of the first column, in seconds from the start of the file.</summary>
    public required double StartS { get; init; }

    /// <summary>End of the last column, in seconds from the start of the file.</summary>
    public required double EndS { get; init; }

    /// <summary>Number of columns, of equal length.</summary>
    public required int Columns { get; init; }

    /// <summary>What each row is, the lowest first: a frequency in Hz, a pitch class, a measure of loudness.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>What the values are: dBFS, LUFS, or relative (1 is the strongest of the stretch).</summary>
    public required string Unit { get; init; }

    /// <summary>What the byte 1 stands for; 0 is this or less.</summary>
    public required double Least { get; init; }

    /// <summary>What the byte 255 stands for.</summary>
    public required double Most { get; init; }

    /// <summary>The values as bytes, linear between the least and the most, in Base64: column after column, each from the lowest row up.</summary>
    public required string Values { get; init; }
}
