namespace AudioSampler.Catalog;

/// <summary>The folder that holds the catalogue: its database, the waveforms and the backups.</summary>
public sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Names a folder; nothing is made yet.</summary>
    /// <param name="path">The folder, relative to the current one or absolute.</param>
    public DataFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    /// <summary>The database.</summary>
    public string DatabasePath => System.IO.Path.Combine(Path, "catalogue.db");

    /// <summary>Waveform pyramids, one a piece of audio.</summary>
    public string WaveformFolder => System.IO.Path.Combine(Path, "waveforms");

    /// <summary>Copies of sounds that browsers can't play, one a piece of audio; made when they are asked for.</summary>
    public string PlayableFolder => System.IO.Path.Combine(Path, "playable");

    /// <summary>Sounds that were uploaded to be kept, each in a folder of its own.</summary>
    public string UploadFolder => System.IO.Path.Combine(Path, "uploads");

    /// <summary>Sounds that were sent to be compared only; each is removed after its answer.</summary>
    public string PassingFolder => System.IO.Path.Combine(Path, "passing");

    /// <summary>Indexes for searches by ear; made anew when they are missing.</summary>
    public string SimilarityFolder => System.IO.Path.Combine(Path, "similar");

    /// <summary>Backups of the database, made before its tables are changed.</summary>
    public string BackupFolder => System.IO.Path.Combine(Path, "backups");

    /// <summary>Lock files of the processes that are writing results.</summary>
    internal string WriterFolder => System.IO.Path.Combine(Path, "writers");

    /// <summary>Locked while the tables are changed.</summary>
    internal string UpgradeLockPath => System.IO.Path.Combine(Path, "upgrade.lock");

    /// <summary>Finds the folder: the option, else the environment variable <c>AIS_DATA</c>, else <c>ais</c> in the user's data folder (<c>XDG_DATA_HOME</c>).</summary>
    /// <param name="option">What <c>--data</c> says; null when it was not given.</param>
    /// <exception cref="CatalogueException">The user has no home folder.</exception>
    public static DataFolder Locate(string? option)
    {
        string? chosen = string.IsNullOrEmpty(option) ? Environment.GetEnvironmentVariable("AIS_DATA") : option;
        if (!string.IsNullOrEmpty(chosen))
        {
            return new DataFolder(chosen);
        }

        string home = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify
        );
        return home.Length > 0
            ? new DataFolder(System.IO.Path.Combine(home, "ais"))
            : throw new CatalogueException(
                CatalogueFailure.CannotOpen,
                "there is no home folder for the catalogue: name a folder with --data DIR or AIS_DATA"
            );
    }

    /// <summary>Makes the folder and those in it, for this user alone. What is there already keeps its rights.</summary>
    /// <exception cref="CatalogueException">A folder can't be made.</exception>
    public void Create()
    {
        foreach (string folder in (string[])[Path, WaveformFolder, BackupFolder, WriterFolder])
        {
            try
            {
                if (OperatingSystem.IsWindows())
                {
                    Directory.CreateDirectory(folder);
                }
                else
                {
                    Directory.CreateDirectory(folder, OwnerOnly);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CatalogueException(
                    Storage.SqliteErrors.HasNoRoom(System.IO.Path.GetDirectoryName(folder)!)
                        ? CatalogueFailure.DiskFull
                        : CatalogueFailure.CannotOpen,
                    $"the folder {folder} can't be made ({e.Message.TrimEnd('.')}): free some space, give this user the right to write there, or name another folder with --data DIR",
                    e
                );
            }
        }
    }
}
