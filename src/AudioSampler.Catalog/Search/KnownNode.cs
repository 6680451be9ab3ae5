namespace AudioSampler.Catalog.Search;

/// <summary>A column that is known, or is not.</summary>
internal sealed record KnownNode(string Column, bool IsKnown) : SearchNode
{
    public override void Write(SqlText sql) => sql.Append($"({Column} IS {(IsKnown ? "NOT NULL" : "NULL")})");
}
