namespace AudioSampler.Catalog.Search;

/// <summary>A column that has one of some values. They are stored in lower case, so that the user may write either and an index can be used.</summary>
internal sealed record OneOfNode(string Column, IReadOnlyList<string> Values) : SearchNode
{
    /// <summary>The values as they are stored.</summary>
    public IReadOnlyList<string> Stored { get; } = [.. Values.Select(value => value.ToLowerInvariant())];

    public override void Write(SqlText sql)
    {
        sql.Append($"({Column} IS NOT NULL AND {Column} IN (");
        for (int i = 0; i < Stored.Count; i++)
        {
            sql.Append(i == 0 ? "" : ", ").Value(Stored[i]);
        }

        sql.Append("))");
    }
}
