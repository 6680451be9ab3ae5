namespace AudioSampler.Server.Jobs;

/// <summary>Which jobs come first.</summary>
internal static class JobPriority
{
    /// <summary>A folder, which may take hours.</summary>
    public const int Folder = 0;

    /// <summary>A single file, for which somebody may be waiting.</summary>
    public const int File = 1;

    /// <summary>A file that somebody is looking at and has cut otherwise.</summary>
    public const int Edit = 2;
}
