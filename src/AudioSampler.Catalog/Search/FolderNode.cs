namespace AudioSampler.Catalog.Search;

/// <summary>Files in a folder or below it.</summary>
/// <param name="Folder">Absolute path.</param>
internal sealed record FolderNode(string Folder) : SearchNode
{
    public override void Write(SqlText sql)
    {
        string below = Path.TrimEndingDirectorySeparator(Folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        sql.Append("(substr(f.folder || '/', 1, length(").Value(below).Append(")) = ").Value(below).Append(")");
    }
}
