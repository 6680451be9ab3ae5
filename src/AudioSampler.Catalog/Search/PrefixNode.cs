namespace AudioSampler.Catalog.Search;

/// <summary>A column that begins with some text.</summary>
internal sealed record PrefixNode(string Column, string Start) : SearchNode
{
    public override void Write(SqlText sql) =>
        sql.Append($"({Column} IS NOT NULL AND substr({Column}, 1, length(").Value(Start).Append(")) = ").Value(Start).Append(")");
}
