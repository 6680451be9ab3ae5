using AudioSampler.Analysis.Engine;

namespace AudioSampler.Server.Uploads;

/// <summary>A sound that was uploaded and stands in a file now.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="ContentHash"><c>sha256:</c> of its bytes.</param>
/// <param name="SizeBytes">Its size.</param>
internal sealed record UploadedSound(string Path, string ContentHash, long SizeBytes)
{
    /// <summary>The file as the engine knows files.</summary>
    public FileIdentity Identity =>
        new(Path, SizeBytes, new DateTimeOffset(File.GetLastWriteTimeUtc(Path), TimeSpan.Zero)) { ContentHash = ContentHash };
}
