namespace AudioSampler.Catalog.Search;

/// <summary>Files in a folder or below it.</summary>
/// <param name="Folder">Absolute path.</param>
internal sealed record FolderNode(string Folder) : SearchNode
{
    /// <summary>What the path of everything in it begins with.</summary>
    public string Below => Path.TrimEndingDirectorySeparator(Folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;

    /// <summary>Whether a folder is it, or in it.</summary>
    public bool Holds(string folder) =>
        folder.StartsWith(Below, StringComparison.Ordinal)
        || (folder.Length == Below.Length - 1 && Below.StartsWith(folder, StringComparison.Ordinal));

    public override void Write(SqlText sql) =>
        sql.Append("(substr(f.folder || '/', 1, length(").Value(Below).Append(")) = ").Value(Below).Append(")");
}
