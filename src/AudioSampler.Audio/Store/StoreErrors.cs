namespace AudioSampler.Audio.Store;

/// <summary>The one place where the system's errors on the temporary store become failures of this product.</summary>
internal static class StoreErrors
{
    /// <summary>The failure of a store that ran full.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="innerException">The system's error.</param>
    public static StoreFullException Full(string folder, Exception? innerException = null) =>
        new($"{ShownPath.Of(folder)}: no room left for temporary files; free some, or choose another folder with TMPDIR", innerException);

    /// <summary>The failure of a store that would run full.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="file">What is to be decoded.</param>
    /// <param name="neededBytes">What it needs there.</param>
    /// <param name="freeBytes">What is free there.</param>
    /// <param name="reserveBytes">What has to stay free.</param>
    public static StoreFullException TooSmall(string folder, string file, long neededBytes, long freeBytes, long reserveBytes) =>
        new(
            $"{ShownPath.Of(file)} needs {Mebibytes(neededBytes)} MiB in {ShownPath.Of(folder)}, where {freeBytes >> 20} MiB are free and "
                + $"{reserveBytes >> 20} MiB have to stay so; free some, choose another folder with TMPDIR, or lower --disk-reserve"
        );

    private static long Mebibytes(long bytes) => (bytes >> 20) + 1;
}
