namespace AudioSampler.Analysis.Engine;

/// <summary>By what a file is known again. The more is known, the surer: path, size and time; the file's bytes; the audio itself.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="SizeBytes">Size of the file, in bytes.</param>
/// <param name="ModifiedUtc">Time of the last change.</param>
public sealed record FileIdentity(string Path, long SizeBytes, DateTimeOffset ModifiedUtc)
{
    /// <summary><c>sha256:</c> of the file's bytes; null while it is not known.</summary>
    public string? ContentHash { get; init; }

    /// <summary><c>sha256:</c> of the decoded samples; null while it is not known.</summary>
    public string? AudioHash { get; init; }
}
