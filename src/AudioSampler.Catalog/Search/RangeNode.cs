namespace AudioSampler.Catalog.Search;

/// <summary>A column between two values; null leaves a side open.</summary>
internal sealed record RangeNode(string Column, object? Min, bool WithMin, object? Max, bool WithMax) : SearchNode
{
    public override void Write(SqlText sql)
    {
        sql.Append($"({Column} IS NOT NULL");
        if (Min is not null)
        {
            sql.Append($" AND {Column} {(WithMin ? ">=" : ">")} ").Value(Min);
        }

        if (Max is not null)
        {
            sql.Append($" AND {Column} {(WithMax ? "<=" : "<")} ").Value(Max);
        }

        sql.Append(")");
    }
}
