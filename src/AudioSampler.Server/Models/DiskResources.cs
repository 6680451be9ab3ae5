namespace AudioSampler.Server.Models;

/// <summary>Disks.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Temporary">The temporary folder.</param>
/// <param name="ReserveBytes">Bytes of the temporary folder's disk that have to stay free when a file is decoded.</param>
public sealed record DiskResources(FolderSpace Data, FolderSpace Temporary, long ReserveBytes);
