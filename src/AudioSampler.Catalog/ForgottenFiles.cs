namespace AudioSampler.Catalog;

/// <summary>What was forgotten of files that were removed long ago.</summary>
/// <param name="Files">How many files.</param>
/// <param name="Audio">How many pieces of audio went with them, with results and marks.</param>
/// <param name="Problems">Why an uploaded file could not be deleted, one line each.</param>
public sealed record ForgottenFiles(int Files, int Audio, IReadOnlyList<string> Problems)
{
    /// <summary>Nothing.</summary>
    public static ForgottenFiles None { get; } = new(0, 0, []);
}
