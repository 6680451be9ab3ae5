using AudioSampler.Catalog.Search.Words;

namespace AudioSampler.Catalog.Search;

/// <summary>Makes the syntax tree of a query. Words stand for "and"; <c>OR</c> binds more loosely than that; <c>-</c> or <c>NOT</c> more tightly.</summary>
internal sealed class QueryParser
{
    /// <summary>Longest query, in characters.</summary>
    public const int MaxLength = 2000;

    private const int MaxTerms = 100;
    private const int MaxDepth = 30;

    private readonly List<Token> tokens;
    private int at;
    private int depth;

    private readonly string text;
    private readonly SearchTarget target;

    private QueryParser(List<Token> tokens, string text, SearchTarget target)
    {
        this.tokens = tokens;
        this.text = text;
        this.target = target;
    }

    /// <summary>The tree of a query.</summary>
    /// <exception cref="SearchSyntaxException">The text is no query.</exception>
    public static SearchNode Parse(string text, SearchTarget target)
    {
        if (text.Length > MaxLength)
        {
            throw new SearchSyntaxException(
                new SearchSyntaxError(MaxLength, text.Length - MaxLength, $"the query is longer than {MaxLength} characters: shorten it")
            );
        }

        List<Token> read = JoinKeyNames(QueryLexer.Read(text));
        if (read.Count - 1 > MaxTerms)
        {
            Token extra = read[MaxTerms];
            throw new SearchSyntaxException(extra, $"the query has more than {MaxTerms} terms: shorten it");
        }

        var parser = new QueryParser(read, text, target);
        if (parser.Next.Kind == TokenKind.End)
        {
            return new SearchNode.All();
        }

        SearchNode? node = parser.Any();
        if (parser.Next.Kind == TokenKind.Close)
        {
            throw new SearchSyntaxException(parser.Next, "this bracket was never opened: remove it, or put it in quotation marks");
        }

        return node ?? throw new SearchSyntaxException(new SearchSyntaxError(0, text.Length, "there is no letter or digit to look for"));
    }

    private Token Next => tokens[at];

    /// <summary><c>key:A minor</c> is one value, though there is a space in it.</summary>
    private static List<Token> JoinKeyNames(List<Token> tokens)
    {
        for (int i = 0; i + 1 < tokens.Count; i++)
        {
            Token name = tokens[i];
            Token mode = tokens[i + 1];
            if (
                name is { Kind: TokenKind.Field, Field: "key", Text.Length: <= 2 }
                && mode.Kind == TokenKind.Word
                && mode.Text.ToLowerInvariant() is "minor" or "major" or "min" or "maj"
                && KeyNotation.TryParse(name.Text + " " + mode.Text, out _)
            )
            {
                tokens[i] = name with { Text = name.Text + " " + mode.Text, Length = mode.Position + mode.Length - name.Position };
                tokens.RemoveAt(i + 1);
            }
        }

        return tokens;
    }

    /// <summary>Parts with OR between them; null when they hold nothing to look for.</summary>
    private SearchNode? Any()
    {
        var parts = new List<SearchNode>();
        Add(parts, All());
        while (Next.Kind == TokenKind.Or)
        {
            at++;
            Add(parts, All());
        }

        return Grouped(parts, isAny: true);
    }

    /// <summary>Parts that must all hold, with AND between them or nothing.</summary>
    private SearchNode? All()
    {
        var parts = new List<SearchNode>();
        Add(parts, Unary());
        while (Next.Kind is not (TokenKind.Or or TokenKind.Close or TokenKind.End))
        {
            if (Next.Kind == TokenKind.And)
            {
                at++;
            }

            Add(parts, Unary());
        }

        return Grouped(parts, isAny: false);
    }

    private SearchNode? Unary()
    {
        Token token = Next;
        switch (token.Kind)
        {
            case TokenKind.Minus or TokenKind.Not:
                at++;
                return Nested(token, Unary) is { } inner ? new SearchNode.Not(inner) : null;
            case TokenKind.Open:
                return Brackets(token);
            case TokenKind.Field:
                at++;
                return SearchFields.Read(token, target) with { Source = SourceOf(token, token) };
            case TokenKind.Word when Entry() is { } entry:
                return entry;
            case TokenKind.Word or TokenKind.Phrase:
                at++;
                return Text(token);
            default:
                throw new SearchSyntaxException(token, Missing(token));
        }
    }

    private SearchNode? Brackets(Token open)
    {
        at++;
        SearchNode? inner = Nested(open, Any);
        if (Next.Kind != TokenKind.Close)
        {
            throw new SearchSyntaxException(open, "this bracket is not closed: add a ')' after what belongs in it");
        }

        at++;
        return inner;
    }

    /// <summary>Goes a level deeper, though not so deep that the stack or SQLite would give in.</summary>
    private SearchNode? Nested(Token token, Func<SearchNode?> parse)
    {
        if (++depth > MaxDepth)
        {
            throw new SearchSyntaxException(token, $"the query is nested more than {MaxDepth} deep: simplify it");
        }

        SearchNode? node = parse();
        depth--;
        return node;
    }

    /// <summary>A word or phrase; null for one without letters or digits, such as the ampersand of <c>Rock &amp; Roll</c>, which no index holds.</summary>
    private TextNode? Text(Token token) =>
        TextNode.IsSearchable(token.Text)
            ? new TextNode("", token.Text, IsPhrase: token.Kind == TokenKind.Phrase) { Source = SourceOf(token, token) }
            : null;

    /// <summary>Several words that are one entry of the thesaurus, such as <c>bass drum</c>: all of the words, or what the entry stands for; null when none starts here.</summary>
    private TextNode? Entry()
    {
        for (int length = Math.Min(SoundWords.LongestEntry, tokens.Count - at); length > 1; length--)
        {
            List<Token> words = tokens.GetRange(at, length);
            string entry = string.Join(' ', words.Select(word => word.Text));
            if (words.TrueForAll(word => word.Kind == TokenKind.Word) && SoundWords.MeantBy(entry).Count > 0)
            {
                at += length;
                return new TextNode("", entry, IsPhrase: false, IsEntry: true) { Source = SourceOf(words[0], words[^1]) };
            }
        }

        return null;
    }

    private string SourceOf(Token first, Token last) => text[first.Position..(last.Position + last.Length)];

    private string Missing(Token token) =>
        token.Kind switch
        {
            TokenKind.And or TokenKind.Or =>
                $"{token.Text} needs something before and after it: add it, or put the word in quotation marks",
            TokenKind.Close when at > 0 && tokens[at - 1].Kind == TokenKind.Open => "there is nothing between these brackets: remove them",
            TokenKind.Close when at == 0 => "this bracket was never opened: remove it, or put it in quotation marks",
            _ => $"something is missing here, after {(at > 0 ? tokens[at - 1].Text : "the start")}",
        };

    private static void Add(List<SearchNode> parts, SearchNode? part)
    {
        if (part is not null)
        {
            parts.Add(part);
        }
    }

    private static SearchNode? Grouped(List<SearchNode> parts, bool isAny) =>
        parts.Count switch
        {
            0 => null,
            1 => parts[0],
            _ => new SearchNode.Group(parts, isAny),
        };
}
