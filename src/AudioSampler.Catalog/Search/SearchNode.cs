namespace AudioSampler.Catalog.Search;

/// <summary>A part of a query's syntax tree. It writes itself as a condition that is never NULL, so that it can be turned round.</summary>
internal abstract record SearchNode
{
    /// <summary>The piece of the query that it was read from; empty for what has none of its own.</summary>
    public string Source { get; init; } = "";

    /// <summary>The conditions in it that speak for a row, rather than against it.</summary>
    public virtual IEnumerable<SearchNode> Speaking => [this];

    /// <summary>Writes the condition.</summary>
    public abstract void Write(SqlText sql);

    /// <summary>Everything.</summary>
    internal sealed record All : SearchNode
    {
        public override IEnumerable<SearchNode> Speaking => [];

        public override void Write(SqlText sql) => sql.Append("1");
    }

    /// <summary>What is not.</summary>
    internal sealed record Not(SearchNode Inner) : SearchNode
    {
        public override IEnumerable<SearchNode> Speaking => [];

        public override void Write(SqlText sql)
        {
            sql.Append("NOT ");
            Inner.Write(sql);
        }
    }

    /// <summary>All of several, or any of them.</summary>
    internal sealed record Group(IReadOnlyList<SearchNode> Parts, bool IsAny) : SearchNode
    {
        public override IEnumerable<SearchNode> Speaking => Source.Length > 0 ? [this] : Parts.SelectMany(part => part.Speaking);

        public override void Write(SqlText sql)
        {
            sql.Append("(");
            for (int i = 0; i < Parts.Count; i++)
            {
                sql.Append(
                    i == 0 ? ""
                    : IsAny ? " OR "
                    : " AND "
                );
                Parts[i].Write(sql);
            }

            sql.Append(")");
        }
    }
}
