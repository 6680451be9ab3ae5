namespace AudioSampler.Audio;

/// <summary>Tells a disk without room from everything else that can be wrong with it.</summary>
public static class FullDisk
{
    private const int NoSpace = 28; // ENOSPC
    private const int OverQuotaLinux = 122; // EDQUOT
    private const int OverQuotaMac = 69; // EDQUOT
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>True when something failed for want of room.</summary>
    public static bool Caused(IOException error) =>
        error.HResult is NoSpace or OverQuotaLinux or OverQuotaMac or WindowsDiskFull or WindowsHandleDiskFull;
}
