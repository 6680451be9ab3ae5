namespace AudioSampler.Catalog.Search;

/// <summary>A column that has one of some values. They are stored in lower case, so that the user may write either and an index can be used.</summary>
internal sealed record OneOfNode(string Column, IReadOnlyList<string> Values) : SearchNode
{
    public override void Write(SqlText sql)
    {
        sql.Append($"({Column} IS NOT NULL AND {Column} IN (");
        for (int i = 0; i < Values.Count; i++)
        {
            sql.Append(i == 0 ? "" : ", ").Value(Values[i].ToLowerInvariant());
        }

        sql.Append("))");
    }
}
