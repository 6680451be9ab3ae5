using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Says in words what SQLite reports by number. The one place where its errors cross the border.</summary>
internal static class SqliteErrors
{
    /// <summary>SQLite's number for a file that can't be opened or made.</summary>
    public const int CantOpen = 14;

    /// <summary>SQLite's number for a database with damaged pages.</summary>
    public const int Corrupt = 11;

    private const long RoomToWork = 1 << 20; // the index of the journal and a few pages of it

    private const int Busy = 5;
    private const int LockedTable = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int NotADatabase = 26;

    public static CatalogueException Explain(SqliteException error, DataFolder folder)
    {
        string file = folder.DatabasePath;
        (CatalogueFailure failure, string message) = error.SqliteErrorCode switch
        {
            Full => OfFullDisk(file),
            _ when IsForWantOfRoom(error, folder) => OfFullDisk(file),
            Busy or LockedTable => (
                CatalogueFailure.Locked,
                $"the catalogue {file} is locked by another program: let it finish, or end it, and try again"
            ),
            ReadOnly => (
                CatalogueFailure.ReadOnly,
                $"the catalogue {file} can't be written: give this user the right to write the file and its folder, or name another folder with --data DIR"
            ),
            Corrupt or NotADatabase => (CatalogueFailure.Corrupt, OfDamage(file)),
            CantOpen => (
                CatalogueFailure.CannotOpen,
                $"the catalogue {file} can't be opened: it must be a file that this user may read and write, in a folder that is writable too"
            ),
            _ => (
                CatalogueFailure.Other,
                $"the catalogue {file} reports an error ({error.Message.TrimEnd('.')}): check the disk and try again"
            ),
        };
        return new CatalogueException(failure, message, error);
    }

    /// <summary>What to say of a database with damaged pages that SQLite has copied without a word.</summary>
    public static CatalogueException Damaged(DataFolder folder) => new(CatalogueFailure.Corrupt, OfDamage(folder.DatabasePath));

    /// <summary>Whether SQLite failed to make or grow a file on a disk that is full: it reports that as an error of input and output, or as a file that can't be opened.</summary>
    public static bool IsForWantOfRoom(SqliteException error, DataFolder folder) =>
        error.SqliteErrorCode is Full or InputOutput or CantOpen && HasNoRoom(folder.Path);

    /// <summary>Whether the disk of a folder is full, or nearly so.</summary>
    public static bool HasNoRoom(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace < RoomToWork;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false; // not known: the error is told as it came
        }
    }

    private static string OfDamage(string file) =>
        $"the catalogue {file} is damaged or no catalogue: bring the newest sound backup back with ais restore latest; without one, move it away and analyse again";

    private static (CatalogueFailure Failure, string Message) OfFullDisk(string file) =>
        (
            CatalogueFailure.DiskFull,
            $"there is no room for the catalogue {file}: free some space (its journal needs a few MB), or name a folder on another disk with --data DIR"
        );

    /// <summary>What to say of a row whose content can't be read.</summary>
    public static CatalogueException ExplainContent(Exception error, DataFolder folder) =>
        new(
            CatalogueFailure.Corrupt,
            $"the catalogue {folder.DatabasePath} holds a row that can't be read ({error.Message.TrimEnd('.')}): "
                + "analyse the file again with --force, or bring the newest sound backup back with ais restore latest",
            error
        );
}
