using System.Runtime.InteropServices;

namespace AudioSampler.Catalog.Search;

/// <summary>Something that a list is sorted by; what is not known comes last either way.</summary>
/// <param name="Expression">SQL of the program's own.</param>
/// <param name="Descending">The largest first.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SortTerm(string Expression, bool Descending)
{
    private const string NoCase = " COLLATE NOCASE";

    /// <summary>The column that it is the distance of, and from what; null when it is a column itself.</summary>
    public (string Column, double Value)? Near { get; init; }

    /// <summary>How text is compared here, where it isn't by its bytes.</summary>
    public string Collation => Expression.EndsWith(NoCase, StringComparison.Ordinal) ? NoCase : "";

    /// <summary>As a part of ORDER BY.</summary>
    public string OrderBy => $"{Expression}{(Descending ? " DESC" : "")}{(NeverNull ? "" : " NULLS LAST")}";

    /// <summary>Said only where it is so, an index of such a column gives the order.</summary>
    private bool NeverNull => !Descending && Expression is "f.id" or "s.position" or "f.name COLLATE NOCASE";

    /// <summary>The condition of coming after a row that has some value here; null when nothing does.</summary>
    public void WriteAfter(SqlText sql, object? value)
    {
        if (value is null)
        {
            sql.Append("0");
            return;
        }

        sql.Append($"({Expression} {(Descending ? "<" : ">")} ").Value(value).Append($" OR {Expression} IS NULL)");
    }

    /// <summary>The condition of having the same value here.</summary>
    public void WriteSame(SqlText sql, object? value)
    {
        if (value is null)
        {
            sql.Append($"{Expression} IS NULL");
        }
        else
        {
            sql.Append($"{Expression} = ").Value(value);
        }
    }
}
