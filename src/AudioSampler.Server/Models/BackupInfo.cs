namespace AudioSampler.Server.Models;

/// <summary>A backup of the catalogue.</summary>
/// <param name="Name">Name of its file, in the folder of backups.</param>
/// <param name="At">When it was made.</param>
/// <param name="SizeBytes">Its size.</param>
public sealed record BackupInfo(string Name, DateTimeOffset At, long SizeBytes);
