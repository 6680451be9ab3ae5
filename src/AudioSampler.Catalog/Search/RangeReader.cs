namespace AudioSampler.Catalog.Search;

/// <summary>Reads the value of a field that has an order: <c>120</c>, <c>118-122</c>, <c>118..122</c>, <c>118..</c>, <c>..122</c>, <c>&lt;5</c>, <c>&gt;=4</c>.</summary>
/// <param name="column">The column in question.</param>
/// <param name="readOne">How one value is read.</param>
/// <param name="example">What the field may look like, for messages.</param>
/// <param name="hyphens">Whether a hyphen may stand between the ends of a range; not so in dates, which have hyphens of their own.</param>
internal sealed class RangeReader(string column, Func<string, ValueSpan?> readOne, string example, bool hyphens)
{
    private static readonly string[] Comparisons = ["<=", ">=", "<", ">"];

    /// <summary>The condition that a value stands for.</summary>
    /// <exception cref="SearchSyntaxException">The value is none of these.</exception>
    public SearchNode Read(Token token)
    {
        string text = token.Text.Trim();
        string? comparison = Array.Find(Comparisons, sign => text.StartsWith(sign, StringComparison.Ordinal));
        if (comparison is not null)
        {
            ValueSpan bound = readOne(text[comparison.Length..].Trim()) ?? throw NotUnderstood(token);
            return Compare(comparison, bound);
        }

        foreach ((string from, string to) in Cuts(text))
        {
            if ((from.Length == 0 || readOne(from) is not null) && (to.Length == 0 || readOne(to) is not null))
            {
                return Between(token, from.Length == 0 ? null : readOne(from), to.Length == 0 ? null : readOne(to));
            }
        }

        ValueSpan one = readOne(text) ?? throw NotUnderstood(token);
        return new RangeNode(column, one.Low, WithMin: true, one.High, WithMax: false);
    }

    private RangeNode Compare(string comparison, ValueSpan bound) =>
        comparison switch
        {
            "<" => new RangeNode(column, null, WithMin: false, bound.Exact ?? bound.Low, WithMax: false),
            "<=" => new RangeNode(column, null, WithMin: false, bound.Exact ?? bound.High, WithMax: bound.Exact is not null),
            ">" => new RangeNode(column, bound.Exact ?? bound.High, WithMin: bound.Exact is null, null, WithMax: false),
            _ => new RangeNode(column, bound.Exact ?? bound.Low, WithMin: true, null, WithMax: false),
        };

    private RangeNode Between(Token token, ValueSpan? from, ValueSpan? to)
    {
        if (from is not null && to is not null && System.Collections.Comparer.DefaultInvariant.Compare(from.Low, to.Low) > 0)
        {
            throw new SearchSyntaxException(token, $"the range '{token.Text}' ends before it begins: write the smaller value first");
        }

        return new RangeNode(column, from?.Exact ?? from?.Low, WithMin: true, to?.Exact ?? to?.High, WithMax: to?.Exact is not null);
    }

    /// <summary>The places where the text may be a range. A hyphen is tried wherever it stands, because numbers may have one too (-20--14).</summary>
    private IEnumerable<(string From, string To)> Cuts(string text)
    {
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots >= 0 && text.Length > 2)
        {
            yield return (text[..dots].Trim(), text[(dots + 2)..].Trim());
        }

        for (int i = 1; hyphens && i < text.Length; i++)
        {
            if (text[i] is '-' or '–')
            {
                yield return (text[..i].Trim(), text[(i + 1)..].Trim());
            }
        }
    }

    private SearchSyntaxException NotUnderstood(Token token) =>
        new(token, $"'{token.Text}' is not understood here: write something like {example}");
}
