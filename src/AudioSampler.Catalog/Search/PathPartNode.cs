namespace AudioSampler.Catalog.Search;

/// <summary>Files below any folder of a name, or of several in a row: <c>drums</c>, <c>drums/kicks</c>.</summary>
/// <param name="Names">The names, with separators between.</param>
internal sealed record PathPartNode(string Names) : SearchNode
{
    public override void Write(SqlText sql) =>
        sql.Append("(instr(lower(f.folder) || '/', ").Value("/" + Names.Trim('/').ToLowerInvariant() + "/").Append(") > 0)");
}
