namespace AudioSampler.Catalog.Search;

/// <summary>Something that is so or is not.</summary>
/// <param name="Condition">A condition of the program's own that is never NULL.</param>
internal sealed record FlagNode(string Condition) : SearchNode
{
    public override void Write(SqlText sql) => sql.Append($"({Condition})");
}
