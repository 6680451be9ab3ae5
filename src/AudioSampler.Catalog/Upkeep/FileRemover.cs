using AudioSampler.Audio.Store;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>Removes files, counts them, and notes those that can't be removed.</summary>
/// <param name="dryRun">Whether to count only.</param>
internal sealed class FileRemover(bool dryRun)
{
    /// <summary>Whether to count only.</summary>
    public bool DryRun => dryRun;

    /// <summary>One line for each file that can't be removed.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Removes files.</summary>
    /// <returns>Those that are gone, or would be.</returns>
    public StoreUsage Remove(IEnumerable<FileInfo> files) => files.Aggregate(StoreUsage.None, (sum, file) => sum + Remove(file));

    private StoreUsage Remove(FileInfo file)
    {
        StoreUsage usage = StoreUsage.Of(file);
        try
        {
            if (!dryRun)
            {
                file.Delete();
            }

            return usage;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Problems.Add(
                $"{file.FullName} can't be removed ({exception.Message.TrimEnd('.')}): give this user the right to write its folder"
            );
            return StoreUsage.None;
        }
    }
}
