namespace AudioSampler.Analysis.Input;

/// <summary>A file to analyse.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Named">Whether the user named it, or it has the name of a sound file: then it is worth a word when it is none.</param>
public sealed record InputFile(string Path, bool Named)
{
    /// <summary>The path with all symbolic links resolved; that itself where they lead nowhere.</summary>
    public string RealPath { get; init; } = Path;
}
