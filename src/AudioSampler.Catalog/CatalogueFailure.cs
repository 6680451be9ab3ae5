namespace AudioSampler.Catalog;

/// <summary>What stands between the program and its catalogue.</summary>
public enum CatalogueFailure
{
    /// <summary>Another program holds the database for longer than we wait.</summary>
    Locked,

    /// <summary>The database or its folder can't be written.</summary>
    ReadOnly,

    /// <summary>The file is damaged, or no database.</summary>
    Corrupt,

    /// <summary>There is no room left.</summary>
    DiskFull,

    /// <summary>The database was written by a newer version of the program.</summary>
    NewerVersion,

    /// <summary>The database or its folder can't be opened or made.</summary>
    CannotOpen,

    /// <summary>Anything else that the database reports.</summary>
    Other,
}
