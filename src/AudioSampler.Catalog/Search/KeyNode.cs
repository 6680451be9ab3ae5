namespace AudioSampler.Catalog.Search;

/// <summary>One of some keys.</summary>
internal sealed record KeyNode(IReadOnlyList<KeyNotation> Keys) : SearchNode
{
    public override void Write(SqlText sql)
    {
        sql.Append("(s.tonic IS NOT NULL AND (");
        for (int i = 0; i < Keys.Count; i++)
        {
            sql.Append(i == 0 ? "(s.tonic = " : " OR (s.tonic = ")
                .Value(Keys[i].Tonic)
                .Append(" AND s.mode = ")
                .Value(Keys[i].ModeText)
                .Append(")");
        }

        sql.Append("))");
    }
}
