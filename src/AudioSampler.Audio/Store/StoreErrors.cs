namespace AudioSampler.Audio.Store;

/// <summary>The one place where the system's errors on the temporary store become failures of this product.</summary>
internal static class StoreErrors
{
    private const int NoSpace = 28; // ENOSPC
    private const int OverQuotaLinux = 122; // EDQUOT
    private const int OverQuotaMac = 69; // EDQUOT
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>True when a write failed for want of room.</summary>
    public static bool IsFull(IOException error) => error.HResult is NoSpace or WindowsDiskFull or OverQuotaLinux or OverQuotaMac;

    /// <summary>The failure of a store that ran full.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="neededBytes">What one file needs there; null when it is not known.</param>
    /// <param name="innerException">The system's error, if one was met.</param>
    public static StoreFullException Full(string folder, long? neededBytes, Exception? innerException = null)
    {
        string need = neededBytes is { } bytes ? $", {Math.Max(1, bytes >> 20)} MB are needed" : "";
        return new StoreFullException(
            $"{ShownPath.Of(folder)}: no room left for temporary files{need}; free some, or choose another folder with TMPDIR",
            innerException
        );
    }
}
