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
    /// <param name="innerException">The system's error, if one was met.</param>
    public static StoreFullException Full(string folder, Exception? innerException = null) =>
        new($"{ShownPath.Of(folder)}: no room left for temporary files; free some, or choose another folder with TMPDIR", innerException);

    /// <summary>The failure of a store that has too little room to begin.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="wantedBytes">What has to be free there: the need of one file and what is left to others.</param>
    /// <param name="freeBytes">What is free.</param>
    public static StoreFullException TooSmall(string folder, long wantedBytes, long freeBytes) =>
        new(
            $"{ShownPath.Of(folder)}: too little room for temporary files: {(wantedBytes >> 20) + 1} MB have to be free, {freeBytes >> 20} MB are; "
                + "free some, or choose another folder with TMPDIR"
        );
}
